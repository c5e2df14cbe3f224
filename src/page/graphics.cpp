#include "graphics.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>

namespace swapscope {

namespace {

constexpr char kBackend[] = "QT_QUICK_BACKEND";

QByteArray rendererName()
{
    QOffscreenSurface surface;
    surface.create();
    QOpenGLContext context;
    if (!surface.isValid() || !context.create() || !context.makeCurrent(&surface))
        return {};
    const auto *name = reinterpret_cast<const char *>(context.functions()->glGetString(GL_RENDERER));
    const QByteArray copy(name);
    context.doneCurrent();
    return copy;
}

} // namespace

bool isComputedRenderer(const QByteArray &name)
{
    const QByteArray lower = name.toLower();
    return name.isEmpty() || lower.contains("llvmpipe") || lower.contains("softpipe") ||
           lower.contains("swrast") || lower.contains("swiftshader") || lower.contains("software rasterizer");
}

void chooseGraphics()
{
    if (!qEnvironmentVariableIsSet(kBackend) && isComputedRenderer(rendererName()))
        qputenv(kBackend, "software");
}

} // namespace swapscope
