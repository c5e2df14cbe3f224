#pragma once

#include "pagetree.h"

#include <optional>

namespace swapscope {

// An attribute's name as both versions of htmx read it.
struct AttributeName
{
    QString plain;          // without data- and without modifiers
    bool data = false;      // data-…
    bool inherited = false; // …:inherited, htmx 4
    bool append = false;    // …:append, htmx 4

    bool hasModifier() const { return inherited || append; }
};

AttributeName attributeName(QStringView name);

// What somebody who wrote this attribute probably meant. `name` is one that no version has.
struct MeantAttribute
{
    QString advice; // a whole sentence
};

// What an attribute is that htmx `version` ("2" or "4") does not know: a slip of the finger, or a name that
// tutorials use and no version has. Nothing for one that it knows, that the other version knows, or that may
// well be somebody else's. Checked against htmx.org 2.0.11 and 4.0.1, htmx-ext-ws 2.0.4 and
// htmx-ext-sse 2.2.4.
std::optional<MeantAttribute> meantBy(const AttributeName &name, QStringView version);

// What to write in htmx `version` instead of a real-time attribute of the other version; empty: it is none.
QString inVersion(const AttributeName &name, QStringView version);

} // namespace swapscope
