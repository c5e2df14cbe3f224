#pragma once

#include <QByteArray>

namespace swapscope {

// Whether an OpenGL renderer of this name (GL_RENDERER) is the processor playing a graphics card. Empty, for
// no OpenGL at all: true.
bool isComputedRenderer(const QByteArray &name);

// Where there is no graphics card, lets pages be painted without OpenGL: computing OpenGL costs seconds until
// the first page is there, and a good part of the processor after that. Call it once, after the QApplication
// is constructed and before the first page. A QT_QUICK_BACKEND of the user's stays as it is.
void chooseGraphics();

} // namespace swapscope
