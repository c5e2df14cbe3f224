#pragma once

#include "channel/message.h"

#include <QString>

#include <optional>
#include <vector>

namespace swapscope {

// What is served beside the routes; every file is read anew at each request.
struct Site
{
    QString pageFile;                   // served at "/" unless a route takes it; empty: none
    QString staticDir;                  // served at "/static/"; empty or missing: none
    QString htmxDir;                    // with 2/ and 4/, as resources/CMakeLists.txt lays them out
    QString htmx = QStringLiteral("2"); // what "/htmx/htmx.js" means: "2" or "4"
    QString title;                      // the scenario, for server.started
};

namespace mock {

// A public address that was replaced by a local one.
struct Rewrite
{
    QString from;
    QString to;

    friend bool operator==(const Rewrite &, const Rewrite &) = default;
};

struct SiteAnswer
{
    Answer answer;
    std::vector<Rewrite> rewrites; // of a page
};

// What the site has at a percent-decoded path; nothing when the path is none of its own. The page has its
// public htmx addresses rewritten. At "/swapscope/page.css" there is the style that the bundled scenarios
// share. A file below static/ is served only if its real place, links followed, is in the folder, and the
// folder itself in the one that it stands in; so is the page. A file that cannot be read is a 500 that names
// it.
std::optional<SiteAnswer> answerFromSite(const Site &site, const QString &path);

// The paths of its own, as lines for a 404: "GET    /static/…".
QStringList listSite(const Site &site);

// "2.0.11", from the package.json beside the chosen htmx; the site's "2" or "4" when there is none.
QString htmxVersion(const Site &site);

} // namespace mock
} // namespace swapscope
