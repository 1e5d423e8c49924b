// SPDX-License-Identifier: Apache-2.0
// Mistakes that `html.h` makes impossible. Each CASE but 0 must not compile.
#include "candor/report/layout/html.h"

void write(candor::Html& html, const std::string& data) {
#if CASE == 0
  html.element("p", {{"class", data}, {"href", candor::Url::anchor("rule", data)}}, data);
#elif CASE == 1
  html.element(data.c_str(), data);  // an element named by data
#elif CASE == 2
  html.element("p", {{data.c_str(), "x"}}, data);  // an attribute named by data
#elif CASE == 3
  html.element("a", {{"href", data}}, data);  // an address that is any text
#elif CASE == 4
  html.element("p", {{"onclick", data}}, data);  // code
#elif CASE == 5
  html.element("p", {{"style", data}}, data);  // a style of its own
#elif CASE == 6
  html.element("script", data);  // code
#elif CASE == 7
  html.lone("img", {{"src", data}});  // an image from anywhere
#elif CASE == 8
  const candor::Url url(data);  // an address of any scheme
#endif
}
