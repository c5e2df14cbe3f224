#pragma once

#include <QtGlobal>

#include <array>
#include <bit>
#include <cstring>
#include <string_view>

// What the reader and the writer of flat lines share (flatlinereader.h, flatlinewriter.h): a line of a
// trace's file as this program writes it, which is one JSON object without line ends inside.
namespace swapscope::flatline {

// The members that an event has whatever its kind, in the order in which they are written.
enum class HeadField { T, Kind, Client, Conn, N, Update, Cause };
inline constexpr std::array<std::string_view, 7> kHeadNames = {"t", "kind",   "client", "conn",
                                                               "n", "update", "cause"};

// Where the first byte stands that ends a plain stretch of a text: a quote, a backslash or a control
// character; `end` when there is none. Eight bytes at a time.
inline const char *plainEnd(const char *at, const char *end)
{
    constexpr quint64 kOnes = 0x0101010101010101;
    constexpr quint64 kHigh = 0x8080808080808080;
    const auto zeros = [](quint64 bytes) { return (bytes - kOnes) & ~bytes & kHigh; };
    while (end - at >= 8) {
        quint64 bytes = 0;
        std::memcpy(&bytes, at, sizeof bytes);
        const quint64 control = (bytes - kOnes * 0x20) & ~bytes & kHigh;
        const quint64 found = control | zeros(bytes ^ kOnes * '"') | zeros(bytes ^ kOnes * '\\');
        if (found != 0) {
            if constexpr (std::endian::native == std::endian::little)
                return at + std::countr_zero(found) / 8; // only above the first one may it be wrong
            break;
        }
        at += 8;
    }
    while (at != end && static_cast<unsigned char>(*at) >= 0x20 && *at != '"' && *at != '\\')
        ++at;
    return at;
}

} // namespace swapscope::flatline
