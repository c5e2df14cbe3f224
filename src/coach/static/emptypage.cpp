#include "rule.h"

namespace swapscope {

StaticRule emptyPage()
{
    return {{QStringLiteral("page.empty"),
             Severity::Error,
             QStringLiteral("The page is empty"),
             QStringLiteral("There is nothing for htmx to work on, not even htmx itself."),
             {QStringLiteral("2"), QStringLiteral("4")}},
            [](const Subject &subject, Notes &notes) {
                if (subject.page.isEmpty())
                    notes.page(subject.page, {}, QStringLiteral("The page has no text."),
                               QStringLiteral("Write a page, or begin with one of the bundled ones."));
            }};
}

} // namespace swapscope
