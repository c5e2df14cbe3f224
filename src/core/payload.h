#pragma once

#include "field.h"
#include "sharedtext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>
#include <QVariant>

#include <concepts>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace swapscope {

// What a field of a payload says: a text, a whole or broken number, a truth value, or what JSON calls an
// array, an object or null. Reads as QJsonValue does: what it is not gives the value asked for otherwise.
class FieldValue
{
public:
    enum class Type : quint8 { Undefined, Text, Word, Integer, Real, Truth, Json };

    FieldValue() = default; // undefined: the field is not there
    FieldValue(const QString &text) : FieldValue(QStringView(text)) {}
    FieldValue(QStringView text);
    FieldValue(QLatin1StringView text) : FieldValue(utf8(QByteArrayView(text))) {} // ASCII
    FieldValue(Word word);
    FieldValue(SharedText text);
    FieldValue(std::same_as<bool> auto truth) : m_type(Type::Truth) { m_integer = truth ? 1 : 0; }
    FieldValue(std::integral auto number) requires(!std::same_as<decltype(number), bool>)
        : m_type(Type::Integer)
    {
        m_integer = static_cast<qint64>(number);
    }
    FieldValue(std::floating_point auto number) : FieldValue(real(static_cast<double>(number))) {}
    FieldValue(const QStringList &texts) : FieldValue(QJsonArray::fromStringList(texts)) {}
    FieldValue(const QJsonArray &array);
    FieldValue(const QJsonObject &object);
    FieldValue(const QJsonValue &value);
    // A text, in UTF-8; what is no UTF-8 becomes U+FFFD.
    static FieldValue utf8(QByteArrayView text);
    // An array, an object or null, written as compact JSON.
    static FieldValue json(SharedText written);

    Type type() const { return m_type; }
    bool isUndefined() const { return m_type == Type::Undefined; }
    bool isString() const { return m_type == Type::Text || m_type == Type::Word; }
    bool isDouble() const { return m_type == Type::Integer || m_type == Type::Real; }
    bool isBool() const { return m_type == Type::Truth; }
    bool isArray() const { return beginsWith('['); }
    bool isObject() const { return beginsWith('{'); }

    QString toString(const QString &otherwise = {}) const;
    // The text in UTF-8, as long as this value lives; empty for what is no text.
    QByteArrayView text() const;
    Word word() const { return m_type == Type::Word ? m_word : Word::None; }
    int toInt(int otherwise = 0) const;
    qint64 toInteger(qint64 otherwise = 0) const;
    double toDouble(double otherwise = 0) const;
    bool toBool(bool otherwise = false) const { return isBool() ? m_integer != 0 : otherwise; }
    QJsonArray toArray() const;
    QJsonObject toObject() const;
    QJsonValue toJson() const;
    QVariant toVariant() const { return toJson().toVariant(); }
    // Of Json, its text.
    QByteArrayView written() const { return m_type == Type::Json ? m_text.utf8() : QByteArrayView(); }

    friend bool operator==(const FieldValue &one, const FieldValue &other);

private:
    friend class Payload;

    static FieldValue real(double number);
    bool beginsWith(char sign) const { return m_type == Type::Json && m_text.utf8().front() == sign; }

    Type m_type = Type::Undefined;
    Word m_word = Word::None;
    union {
        qint64 m_integer = 0;
        double m_real;
    };
    SharedText m_text;
};

// The fields of an event that are its kind's own, in the order of their names. A value, shared by its copies
// until one of them is changed, the size of a pointer. Any thread.
//
// What kinds declare (eventfields.h) is checked where an event is recorded, not here.
class Payload
{
public:
    Payload() = default;
    Payload(std::initializer_list<std::pair<Field, FieldValue>> fields);
    Payload(const Payload &other) : m_block(other.m_block) { retain(); }
    Payload(Payload &&other) noexcept : m_block(std::exchange(other.m_block, nullptr)) {}
    Payload &operator=(Payload other) noexcept
    {
        std::swap(m_block, other.m_block);
        return *this;
    }
    ~Payload() { release(); }

    bool isEmpty() const { return size() == 0; }
    qsizetype size() const;
    bool contains(Field field) const { return find(field) != nullptr; }
    // Undefined when the field is not there.
    FieldValue value(Field field) const;
    FieldValue operator[](Field field) const { return value(field); }
    // By its name in the file; also of what is not declared.
    FieldValue named(QStringView name) const;

    // The same without making a value: empty, `otherwise` or Word::None when the field is none such.
    // Views last as long as this payload is not changed.
    QByteArrayView text(Field field) const;
    Word word(Field field) const;
    qint64 integer(Field field, qint64 otherwise = 0) const;
    bool truth(Field field, bool otherwise = false) const;
    // The text as it is shared; empty when it is none, or a word.
    SharedText shared(Field field) const;

    // Undefined removes it.
    void insert(Field field, FieldValue value);
    void remove(Field field);
    std::vector<Field> fields() const; // that are there, ascending

    QJsonObject toJson() const;
    // What is declared nowhere is kept (Field::Undeclared).
    static Payload fromJson(const QJsonObject &object);

    friend bool operator==(const Payload &one, const Payload &other);

    // For stores. One field as it lies in memory: a text, or what JSON says, has its block.
    struct Entry
    {
        Field field;
        FieldValue::Type type;
        Word word;
        union {
            qint64 integer;
            double real;
            SharedText::Block *text;
        };
    };
    const Entry *begin() const;
    const Entry *end() const;
    // Of entries in ascending order whose texts are foreign; `owner` lives as long as they may be read.
    static Payload ofForeign(const Entry *entries, std::size_t count, std::shared_ptr<const void> owner);

private:
    struct Block;

    const Entry *find(Field field) const;
    Entry *place(Field field);
    void reserve(std::size_t count);
    void retain() const;
    void release();
    static FieldValue valueOf(const Entry &entry);
    static void drop(const Entry &entry);

    Block *m_block = nullptr;
};

} // namespace swapscope
