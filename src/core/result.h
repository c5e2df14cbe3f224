#pragma once

#include <QString>

#include <type_traits>
#include <utility>
#include <variant>

namespace swapscope {

// Why something could not be done: a sentence that says what to do, and the place in a file if there is one.
struct Error
{
    QString message;
    QString file;   // empty: it is not about a file
    int line = 0;   // from 1; 0: unknown
    int column = 0; // from 1; 0: unknown

    // "file:line:column: message", without the parts that are unknown.
    QString toString() const
    {
        QString place = file;
        if (line > 0) {
            place += u':' + QString::number(line);
            if (column > 0)
                place += u':' + QString::number(column);
        }
        return place.isEmpty() ? message : place + QStringLiteral(": ") + message;
    }

    friend bool operator==(const Error &, const Error &) = default;
};

// A value, or the Error because of which there is none. A Result<void> is success, or an Error.
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    // These require ok().
    T &value() { return std::get<0>(m_state); }
    const T &value() const { return std::get<0>(m_state); }
    T &operator*() { return value(); }
    const T &operator*() const { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    // Requires !ok().
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template<>
class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_ok(false) {}

    bool ok() const { return m_ok; }
    explicit operator bool() const { return m_ok; }
    const Error &error() const { return m_error; }

private:
    Error m_error;
    bool m_ok = true;
};

} // namespace swapscope
