#include "payload.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>

namespace swapscope {

namespace {

// A double counts whole numbers up to here one by one.
constexpr double kMostWhole = 9007199254740992.0;

bool isText(FieldValue::Type type)
{
    return type == FieldValue::Type::Text || type == FieldValue::Type::Json;
}

QJsonValue parsed(QByteArrayView json)
{
    const QByteArray array = '[' + json.toByteArray() + ']';
    return QJsonDocument::fromJson(array).array().first();
}

SharedText compact(const QJsonDocument &document)
{
    return SharedText(QByteArrayView(document.toJson(QJsonDocument::Compact)));
}

} // namespace

FieldValue::FieldValue(QStringView text) : m_type(Type::Text), m_word(wordOf(text))
{
    if (m_word != Word::None)
        m_type = Type::Word;
    else
        m_text = SharedText(text);
}

FieldValue::FieldValue(Word word) : m_type(word == Word::None ? Type::Text : Type::Word), m_word(word) {}

FieldValue::FieldValue(SharedText text) : m_type(Type::Text), m_word(wordOf(text.utf8()))
{
    if (m_word != Word::None)
        m_type = Type::Word;
    else
        m_text = std::move(text);
}

FieldValue::FieldValue(const QJsonArray &array) : m_type(Type::Json), m_text(compact(QJsonDocument(array))) {}

FieldValue::FieldValue(const QJsonObject &object) : m_type(Type::Json), m_text(compact(QJsonDocument(object)))
{
}

FieldValue::FieldValue(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        *this = json(SharedText(QByteArrayView("null")));
        break;
    case QJsonValue::Bool:
        *this = value.toBool();
        break;
    case QJsonValue::Double: {
        // Large whole numbers, which a double cannot hold, are whole in JSON, too.
        constexpr qint64 kNone = std::numeric_limits<qint64>::min();
        const qint64 whole = value.toInteger(kNone);
        *this = whole == kNone ? FieldValue(value.toDouble()) : FieldValue(whole);
        break;
    }
    case QJsonValue::String:
        *this = FieldValue(value.toString());
        break;
    case QJsonValue::Array:
        *this = FieldValue(value.toArray());
        break;
    case QJsonValue::Object:
        *this = FieldValue(value.toObject());
        break;
    case QJsonValue::Undefined:
        break;
    }
}

FieldValue FieldValue::utf8(QByteArrayView text)
{
    if (!text.isValidUtf8())
        return FieldValue(QString::fromUtf8(text));
    FieldValue value;
    value.m_word = wordOf(text);
    value.m_type = value.m_word == Word::None ? Type::Text : Type::Word;
    if (value.m_word == Word::None)
        value.m_text = SharedText(text);
    return value;
}

FieldValue FieldValue::json(SharedText written)
{
    FieldValue value;
    value.m_type = Type::Json;
    value.m_text = std::move(written);
    return value;
}

FieldValue FieldValue::real(double number)
{
    if (std::trunc(number) == number && std::abs(number) <= kMostWhole)
        return static_cast<qint64>(number);
    if (!std::isfinite(number)) // JSON has no such number
        return json(SharedText(QByteArrayView("null")));
    FieldValue value;
    value.m_type = Type::Real;
    value.m_real = number;
    return value;
}

QString FieldValue::toString(const QString &otherwise) const
{
    if (m_type == Type::Word)
        return wordText(m_word);
    return m_type == Type::Text ? m_text.toString() : otherwise;
}

QByteArrayView FieldValue::text() const
{
    if (m_type == Type::Word)
        return wordText(m_word);
    return m_type == Type::Text ? m_text.utf8() : QByteArrayView();
}

int FieldValue::toInt(int otherwise) const
{
    const bool fits = m_type == Type::Integer && m_integer >= std::numeric_limits<int>::min() &&
                      m_integer <= std::numeric_limits<int>::max();
    return fits ? static_cast<int>(m_integer) : otherwise;
}

qint64 FieldValue::toInteger(qint64 otherwise) const
{
    return m_type == Type::Integer ? m_integer : otherwise;
}

double FieldValue::toDouble(double otherwise) const
{
    if (m_type == Type::Integer)
        return static_cast<double>(m_integer);
    return m_type == Type::Real ? m_real : otherwise;
}

QJsonArray FieldValue::toArray() const
{
    return isArray() ? parsed(m_text.utf8()).toArray() : QJsonArray();
}

QJsonObject FieldValue::toObject() const
{
    return isObject() ? parsed(m_text.utf8()).toObject() : QJsonObject();
}

QJsonValue FieldValue::toJson() const
{
    switch (m_type) {
    case Type::Undefined:
        return QJsonValue(QJsonValue::Undefined);
    case Type::Text:
    case Type::Word:
        return toString();
    case Type::Integer:
        return m_integer;
    case Type::Real:
        return m_real;
    case Type::Truth:
        return m_integer != 0;
    case Type::Json:
        return parsed(m_text.utf8());
    }
    return {};
}

bool operator==(const FieldValue &one, const FieldValue &other)
{
    if (one.m_type != other.m_type)
        return false;
    switch (one.m_type) {
    case FieldValue::Type::Undefined:
        return true;
    case FieldValue::Type::Word:
        return one.m_word == other.m_word;
    case FieldValue::Type::Real:
        return one.m_real == other.m_real;
    case FieldValue::Type::Integer:
    case FieldValue::Type::Truth:
        return one.m_integer == other.m_integer;
    case FieldValue::Type::Text:
    case FieldValue::Type::Json:
        break;
    }
    return one.m_text == other.m_text;
}

// The entries stand behind it.
struct Payload::Block
{
    std::atomic<qint32> copies;
    quint16 size;
    quint16 capacity;
    std::shared_ptr<const void> owner; // of the foreign texts

    Entry *entries() { return reinterpret_cast<Entry *>(this + 1); }

    static Block *make(std::size_t capacity)
    {
        void *memory = std::malloc(sizeof(Block) + capacity * sizeof(Entry));
        Q_CHECK_PTR(memory);
        return new (memory) Block{1, 0, static_cast<quint16>(capacity), {}};
    }
    static void free(Block *block)
    {
        block->~Block();
        std::free(block);
    }
};

Payload::Payload(std::initializer_list<std::pair<Field, FieldValue>> fields)
{
    reserve(fields.size());
    for (const auto &[field, value] : fields)
        insert(field, value);
}

qsizetype Payload::size() const
{
    return m_block == nullptr ? 0 : m_block->size;
}

const Payload::Entry *Payload::begin() const
{
    return m_block == nullptr ? nullptr : m_block->entries();
}

const Payload::Entry *Payload::end() const
{
    return m_block == nullptr ? nullptr : m_block->entries() + m_block->size;
}

const Payload::Entry *Payload::find(Field field) const
{
    if (m_block == nullptr)
        return nullptr;
    const Entry *entry = m_block->entries();
    const Entry *const end = entry + m_block->size;
    while (entry != end && entry->field < field)
        ++entry;
    return entry != end && entry->field == field ? entry : nullptr;
}

FieldValue Payload::valueOf(const Entry &entry)
{
    FieldValue value;
    value.m_type = entry.type;
    if (isText(entry.type)) {
        SharedText kept = SharedText::adopt(entry.text);
        value.m_text = kept;
        kept.take(); // the entry keeps its count
    } else {
        value.m_word = entry.word;
        value.m_integer = entry.integer;
    }
    return value;
}

FieldValue Payload::value(Field field) const
{
    const Entry *entry = find(field);
    return entry == nullptr ? FieldValue() : valueOf(*entry);
}

FieldValue Payload::named(QStringView name) const
{
    if (const std::optional<Field> field = fieldFromName(name))
        return value(*field);
    return value(Field::Undeclared).toObject().value(name);
}

QByteArrayView Payload::text(Field field) const
{
    const Entry *entry = find(field);
    if (entry == nullptr)
        return {};
    if (entry->type == FieldValue::Type::Word)
        return wordText(entry->word);
    if (entry->type != FieldValue::Type::Text || entry->text == nullptr)
        return {};
    return {entry->text->text(), entry->text->size};
}

Word Payload::word(Field field) const
{
    const Entry *entry = find(field);
    return entry != nullptr && entry->type == FieldValue::Type::Word ? entry->word : Word::None;
}

qint64 Payload::integer(Field field, qint64 otherwise) const
{
    const Entry *entry = find(field);
    return entry != nullptr && entry->type == FieldValue::Type::Integer ? entry->integer : otherwise;
}

bool Payload::truth(Field field, bool otherwise) const
{
    const Entry *entry = find(field);
    return entry != nullptr && entry->type == FieldValue::Type::Truth ? entry->integer != 0 : otherwise;
}

SharedText Payload::shared(Field field) const
{
    const Entry *entry = find(field);
    return entry != nullptr && entry->type == FieldValue::Type::Text ? valueOf(*entry).m_text : SharedText();
}

// A block of its own with room for so many.
void Payload::reserve(std::size_t count)
{
    const bool alone = m_block != nullptr && m_block->copies.load(std::memory_order_acquire) == 1;
    if (count == 0 || (alone && count <= m_block->capacity))
        return;
    if (alone)
        count = std::max<std::size_t>(count, m_block->capacity * std::size_t(2));
    Block *block = Block::make(std::max<std::size_t>(count, 4));
    if (m_block != nullptr) {
        block->owner = m_block->owner;
        block->size = m_block->size;
        std::memcpy(static_cast<void *>(block->entries()), m_block->entries(), m_block->size * sizeof(Entry));
        if (alone) {
            m_block->size = 0; // its texts have moved
        } else {
            for (const Entry *entry = block->entries(); entry != block->entries() + block->size; ++entry) {
                if (isText(entry->type))
                    valueOf(*entry).m_text.take(); // one more copy
            }
        }
        release();
    }
    m_block = block;
}

// Where the field is or, new and empty, belongs.
Payload::Entry *Payload::place(Field field)
{
    // Most often fields come in their order.
    const bool isLast =
        m_block == nullptr || m_block->size == 0 || m_block->entries()[m_block->size - 1].field < field;
    const bool there = !isLast && find(field) != nullptr;
    reserve(static_cast<std::size_t>(size()) + (there ? 0 : 1));
    Entry *entry = m_block->entries();
    Entry *const end = entry + m_block->size;
    if (isLast)
        entry = end;
    while (entry != end && entry->field < field)
        ++entry;
    if (there) {
        drop(*entry);
    } else {
        std::memmove(static_cast<void *>(entry + 1), entry,
                     static_cast<std::size_t>(end - entry) * sizeof(Entry));
        ++m_block->size;
    }
    return entry;
}

void Payload::insert(Field field, FieldValue value)
{
    if (value.isUndefined())
        return remove(field);
    if (value.m_text.isForeign())
        value.m_text = SharedText(value.m_text.utf8());
    Entry *entry = place(field);
    entry->field = field;
    entry->type = value.m_type;
    entry->word = value.m_word;
    if (isText(value.m_type))
        entry->text = value.m_text.take();
    else
        entry->integer = value.m_integer;
}

void Payload::remove(Field field)
{
    if (find(field) == nullptr)
        return;
    Entry *entry = place(field);
    Entry *end = m_block->entries() + m_block->size;
    std::memmove(static_cast<void *>(entry), entry + 1,
                 static_cast<std::size_t>(end - entry - 1) * sizeof(Entry));
    --m_block->size;
}

std::vector<Field> Payload::fields() const
{
    std::vector<Field> fields;
    for (const Entry *entry = begin(); entry != end(); ++entry)
        fields.push_back(entry->field);
    return fields;
}

QJsonObject Payload::toJson() const
{
    QJsonObject object = value(Field::Undeclared).toObject();
    for (const Entry *entry = begin(); entry != end(); ++entry) {
        if (entry->field != Field::Undeclared)
            object.insert(fieldName(entry->field), valueOf(*entry).toJson());
    }
    return object;
}

Payload Payload::fromJson(const QJsonObject &object)
{
    Payload payload;
    QJsonObject undeclared;
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (const std::optional<Field> field = fieldFromName(member.key()))
            payload.insert(*field, QJsonValue(member.value()));
        else
            undeclared.insert(member.key(), member.value());
    }
    if (!undeclared.isEmpty())
        payload.insert(Field::Undeclared, undeclared);
    return payload;
}

bool operator==(const Payload &one, const Payload &other)
{
    return one.m_block == other.m_block ||
           std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](const Payload::Entry &a, const Payload::Entry &b) {
                          return a.field == b.field && Payload::valueOf(a) == Payload::valueOf(b);
                      });
}

Payload Payload::ofForeign(const Entry *entries, std::size_t count, std::shared_ptr<const void> owner)
{
    Payload payload;
    if (count == 0)
        return payload;
    payload.m_block = Block::make(count);
    payload.m_block->owner = std::move(owner);
    payload.m_block->size = static_cast<quint16>(count);
    std::memcpy(static_cast<void *>(payload.m_block->entries()), entries, count * sizeof(Entry));
    return payload;
}

void Payload::retain() const
{
    if (m_block != nullptr)
        m_block->copies.fetch_add(1, std::memory_order_relaxed);
}

void Payload::drop(const Entry &entry)
{
    if (isText(entry.type))
        SharedText::adopt(entry.text); // and lets it go
}

void Payload::release()
{
    if (m_block == nullptr || m_block->copies.fetch_sub(1, std::memory_order_acq_rel) != 1)
        return;
    const Entry *const last = end();
    for (const Entry *entry = begin(); entry != last; ++entry)
        drop(*entry);
    Block::free(m_block);
}

} // namespace swapscope
