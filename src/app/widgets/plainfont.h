#pragma once

#include <QByteArray>
#include <QFont>
#include <QString>

class QRawFont;

namespace swapscope {

// fonts::mono() for text that is edited, in the regular weight: each character is drawn as it was typed, and
// "===" is three signs. Needs a QGuiApplication.
QFont codeFont();

// A font file with the glyphs of a TrueType font and a family name of its own, but without its table of
// substitutions (OpenType GSUB): each character is drawn as itself. Fonts for programming make one sign of
// "===" or "=>", and Qt has no way to turn those of the feature "calt" off before version 6.7. Empty if the
// font is of another kind.
QByteArray withoutSubstitutions(const QRawFont &font, const QString &family);

} // namespace swapscope
