#include "event.h"

#include <QHash>

#include <array>

namespace swapscope {

namespace {

constexpr std::array kNames = {
#define SWAPSCOPE_KIND(name, text) QLatin1StringView(text),
    SWAPSCOPE_EVENT_KINDS(SWAPSCOPE_KIND)
#undef SWAPSCOPE_KIND
};

} // namespace

QLatin1StringView kindName(Kind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> kindFromName(QStringView name)
{
    static const QHash<QString, Kind> kinds = [] {
        QHash<QString, Kind> table;
        for (std::size_t i = 0; i < kNames.size(); ++i)
            table.insert(kNames[i], static_cast<Kind>(i));
        return table;
    }();
    const auto found = kinds.constFind(name.toString());
    return found == kinds.cend() ? std::nullopt : std::optional(*found);
}

} // namespace swapscope
