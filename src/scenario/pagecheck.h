#pragma once

#include "scenario.h"

#include <QString>

#include <vector>

namespace swapscope {

// Something in a page that will not work as it stands.
struct PageFinding
{
    QString rule; // a stable name: "page.no-htmx"
    QString file;
    int line = 0;   // from 1
    int column = 0; // from 1
    QString text;   // a sentence that says what to do

    friend bool operator==(const PageFinding &, const PageFinding &) = default;
};

// Reads a page as a browser does (WHATWG HTML, by Gumbo) and looks at what htmx `version` ("2" or "4") would
// make of it. The rules: page.empty, page.no-htmx, page.no-extension, page.other-version,
// page.no-target, page.duplicate-id. In the order of the lines. Pure; any thread. At most 100 findings.
std::vector<PageFinding> checkPage(const QString &html, const QString &file, QStringView version);

// The same for every page of a scenario under every version of its manifest; what two versions have in common
// is said once. A page that cannot be read is left to loadScenario().
std::vector<PageFinding> checkPages(const Scenario &scenario);

} // namespace swapscope
