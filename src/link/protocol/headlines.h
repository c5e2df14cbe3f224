#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <optional>

namespace swapscope {

// What becomes of a field of a head.
struct FieldEdit
{
    bool remove = false;
    std::optional<QByteArray> value; // instead of its own
};

// The bytes of a head with some of its fields changed or left out; all else, the spelling and order of fields
// among it, stays to the byte. `edit` is asked for every field in order; its value comes without the blanks
// around it, and with those inside of a value over several lines (RFC 9112, section 5.2). Pure.
QByteArray editFields(const QByteArray &raw,
                      const std::function<FieldEdit(QByteArrayView name, const QByteArray &value)> &edit);

} // namespace swapscope
