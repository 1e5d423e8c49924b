# bin/candor, the library with its public headers and CMake package, rule sets, schemas, examples, docs.
include(CMakePackageConfigHelpers)

install(TARGETS candor_exe RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS candor EXPORT candorTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT candorTargets NAMESPACE candor:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/candor)
install(DIRECTORY include/candor DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

configure_package_config_file(cmake/candorConfig.cmake.in candorConfig.cmake
  INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/candor)
write_basic_package_version_file(candorConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/candorConfig.cmake ${PROJECT_BINARY_DIR}/candorConfigVersion.cmake cmake/FindCaDiCaL.cmake
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/candor)

install(DIRECTORY rules/ DESTINATION ${CMAKE_INSTALL_DATADIR}/candor/rules
  FILES_MATCHING PATTERN "*.yaml" PATTERN "*.json")
install(DIRECTORY examples/ DESTINATION ${CMAKE_INSTALL_DATADIR}/candor/examples)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
