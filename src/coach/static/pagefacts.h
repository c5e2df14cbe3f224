#pragma once

#include "pagetree.h"

namespace swapscope {

// What several rules ask of a page.

// htmx does not look at the element under this version: it is in a <template>, or under hx-disable (htmx 2)
// or hx-ignore (htmx 4).
bool isIgnored(const PageElement &element, QStringView version);

// The address of a script is htmx's core, in Swapscope's own place, beside the page or a public one.
bool isCoreAddress(const QString &address);
// …, an extension of it: "ws" or "sse".
bool isExtensionAddress(const QString &address, QStringView extension);

// Some script of the page is neither htmx nor one of its two extensions: what it does is not known.
bool hasOtherScripts(const PageTree &page);
// The text within the page's own <script> elements.
QString inlineScripts(const PageTree &page);
// The page gives htmx other names for its attributes (htmx 4: config.prefix, config.metaCharacter).
bool renamesAttributes(const PageTree &page);

// The attribute by which the element opens a connection of this kind under this version; null: none. htmx 4
// takes the names of htmx 2 too.
const PageAttribute *connectionOf(const PageElement &element, QStringView extension, QStringView version);

// An id alone: "#messages" is "messages", everything else empty.
QString loneId(const QString &selector);

} // namespace swapscope
