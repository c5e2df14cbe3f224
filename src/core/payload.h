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

// The value of a field: a text, a whole number, a real number, a boolean, or a JSON array, object or null. It
// is read as a QJsonValue is: toInt() and its like return `otherwise` if the value is of another type. A
// value; copies share texts.
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
    // A text in UTF-8; bytes that are not UTF-8 become U+FFFD.
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
    // The text in UTF-8, valid as long as this value; empty if it is not a text.
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
    // The compact JSON text of an array, object or null; empty for other types.
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

// The fields of an event that its kind declares, sorted by name. A value of the size of a pointer; copies
// share the fields until one of them changes (implicit sharing). Different threads may use copies of their
// own.
//
// Whether a kind has a field (eventfields.h) is checked by the Recorder, not here.
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
    // The field with this name in files, also one that is not declared.
    FieldValue named(QStringView name) const;

    // The same without making a FieldValue. If the field is not there, or of another type: empty, Word::None
    // or `otherwise`. Views are valid until this payload changes.
    QByteArrayView text(Field field) const;
    Word word(Field field) const;
    qint64 integer(Field field, qint64 otherwise = 0) const;
    bool truth(Field field, bool otherwise = false) const;
    // The shared text; empty if the field is a Word or not a text.
    SharedText shared(Field field) const;

    // Sets a field; an undefined value removes it.
    void insert(Field field, FieldValue value);
    void remove(Field field);
    std::vector<Field> fields() const; // those that are there, ascending

    QJsonObject toJson() const;
    // Members that no kind declares are kept as Field::Undeclared.
    static Payload fromJson(const QJsonObject &object);

    friend bool operator==(const Payload &one, const Payload &other);

    // For EventStore: one field as it is in memory. `text` counts for texts and for JSON.
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
    // A payload of these entries, which are sorted by field. Their texts are foreign (SharedText): the
    // payload shares `owner`, which has to keep them.
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
