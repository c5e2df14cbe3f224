#include "event.h"

#include <QHash>

#include <array>
#include <string_view>

namespace swapscope {

namespace {

constexpr std::array kNames = {
#define SWAPSCOPE_KIND(name, text) QLatin1StringView(text),
    SWAPSCOPE_EVENT_KINDS(SWAPSCOPE_KIND)
#undef SWAPSCOPE_KIND
};

constexpr Point pointOfName(std::string_view name)
{
    const std::string_view point = name.substr(0, name.find('.'));
    if (point == "server")
        return Point::Server;
    if (point == "script")
        return Point::Script;
    if (point == "link")
        return Point::Link;
    if (point == "page")
        return Point::Page;
    if (point == "gap")
        return Point::Gap;
    if (point == "update")
        return Point::Update;
    if (point == "finding")
        return Point::Finding;
    throw "a kind of a point that nobody knows"; // does not compile
}

constexpr std::array kPoints = {
#define SWAPSCOPE_KIND(name, text) pointOfName(text),
    SWAPSCOPE_EVENT_KINDS(SWAPSCOPE_KIND)
#undef SWAPSCOPE_KIND
};

} // namespace

Point pointOf(Kind kind)
{
    return kPoints[static_cast<std::size_t>(kind)];
}

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
