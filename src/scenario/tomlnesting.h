#pragma once

#include <optional>
#include <string_view>

namespace swapscope {

// So many parts may the dotted name of a value have, with those of the lists and tables around it. toml++
// limits how deep values nest, but not what a dotted name makes: "[a.a.a…]" with some ten thousand parts are
// as many tables in each other, which it lets go by recursion.
inline constexpr int kDeepestName = 64;

struct TomlPlace
{
    int line = 1; // both from 1; a column is a character
    int column = 1;

    friend bool operator==(const TomlPlace &, const TomlPlace &) = default;
};

// Where a file first has a name that is deeper; nothing: nowhere. Of a file that is no TOML it tells what is
// before the first mistake. Pure.
std::optional<TomlPlace> findDeepName(std::string_view utf8);

} // namespace swapscope
