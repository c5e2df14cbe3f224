#include "field.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace swapscope {

namespace {

constexpr std::array kFieldNames = {
#define SWAPSCOPE_FIELD(name, text) std::string_view(text),
    SWAPSCOPE_EVENT_FIELDS(SWAPSCOPE_FIELD)
#undef SWAPSCOPE_FIELD
};
static_assert(std::is_sorted(kFieldNames.begin(), kFieldNames.end()),
              "keep the fields in the order of names");

constexpr std::array kWords = {
#define SWAPSCOPE_WORD(name, text) std::string_view(text),
    SWAPSCOPE_EVENT_WORDS(SWAPSCOPE_WORD)
#undef SWAPSCOPE_WORD
};
static_assert(std::is_sorted(kWords.begin(), kWords.end()), "keep the words in the order of texts");

constexpr std::size_t longest(const auto &texts)
{
    std::size_t length = 0;
    for (const std::string_view text : texts)
        length = std::max(length, text.size());
    return length;
}
constexpr std::size_t kLongestWord = longest(kWords);
constexpr std::size_t kLongestField = longest(kFieldNames);

// Where the sorted texts that begin with a letter start; from one to the next is a handful.
using Starts = std::array<quint8, 129>;

constexpr Starts startsOf(const auto &texts)
{
    Starts starts{};
    std::size_t at = 0;
    for (std::size_t letter = 0; letter < starts.size(); ++letter) {
        while (at < texts.size() && static_cast<std::size_t>(texts[at].front()) < letter)
            ++at;
        starts[letter] = static_cast<quint8>(at);
    }
    return starts;
}
constexpr Starts kWordStarts = startsOf(kWords);
constexpr Starts kFieldStarts = startsOf(kFieldNames);

// The index of a text; texts.size() when it is not there.
std::size_t find(const auto &texts, const Starts &starts, std::string_view text)
{
    if (text.empty() || static_cast<unsigned char>(text.front()) >= 128)
        return texts.size();
    const auto letter = static_cast<unsigned char>(text.front());
    for (std::size_t i = starts[letter]; i < starts[letter + 1]; ++i) {
        if (texts[i] == text)
            return i;
    }
    return texts.size();
}

// The text in ASCII, in a buffer of the caller's; empty when it is too long or no ASCII.
template<std::size_t kSize>
std::string_view ascii(QStringView text, std::array<char, kSize> &buffer)
{
    if (text.size() > static_cast<qsizetype>(kSize))
        return {};
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].unicode() >= 128)
            return {};
        buffer[static_cast<std::size_t>(i)] = static_cast<char>(text[i].unicode());
    }
    return {buffer.data(), static_cast<std::size_t>(text.size())};
}

std::string_view view(QByteArrayView text)
{
    return {text.data(), static_cast<std::size_t>(text.size())};
}

std::optional<Field> fieldOf(std::string_view name)
{
    const std::size_t index = find(kFieldNames, kFieldStarts, name);
    return index == kFieldNames.size() ? std::nullopt : std::optional(static_cast<Field>(index));
}

Word wordOf(std::string_view text)
{
    const std::size_t index = find(kWords, kWordStarts, text);
    return index == kWords.size() ? Word::None : static_cast<Word>(index + 1);
}

} // namespace

QLatin1StringView fieldName(Field field)
{
    if (field == Field::Undeclared)
        return {};
    const std::string_view name = kFieldNames[static_cast<std::size_t>(field)];
    return {name.data(), static_cast<qsizetype>(name.size())};
}

std::optional<Field> fieldFromName(QByteArrayView name)
{
    return fieldOf(view(name));
}

std::optional<Field> fieldFromName(QStringView name)
{
    std::array<char, kLongestField> buffer;
    return fieldOf(ascii(name, buffer));
}

QLatin1StringView wordText(Word word)
{
    if (word == Word::None)
        return {};
    const std::string_view text = kWords[static_cast<std::size_t>(word) - 1];
    return {text.data(), static_cast<qsizetype>(text.size())};
}

Word wordOf(QByteArrayView text)
{
    return text.size() > static_cast<qsizetype>(kLongestWord) ? Word::None : wordOf(view(text));
}

Word wordOf(QStringView text)
{
    std::array<char, kLongestWord> buffer;
    return wordOf(ascii(text, buffer));
}

} // namespace swapscope
