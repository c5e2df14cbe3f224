#include "desktopmodule.h"

#include <QFileInfo>

#include <dlfcn.h>

namespace swapscope {

Result<DesktopModule> loadDesktopModule()
{
    // There is no application object yet that knows the folder of the program.
    const QString program = QFile::symLinkTarget(QStringLiteral("/proc/self/exe"));
    const QString file = QDir::cleanPath(
        QFileInfo(program).path() + QStringLiteral("/../" SWAPSCOPE_MODULE_DIR "/libswapscope-desktop.so"));
    if (!QFileInfo::exists(file)) {
        return Error{QStringLiteral(
                         "the desktop part is not installed (%1 is missing); serve and check work without it")
                         .arg(file)};
    }
    void *handle = dlopen(QFile::encodeName(file).constData(), RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        return Error{
            QStringLiteral("the desktop part cannot be loaded: %1").arg(QString::fromLocal8Bit(dlerror()))};
    DesktopModule module;
    module.runWindow = reinterpret_cast<RunWindowFunction>(dlsym(handle, kRunWindow));
    module.runPlay = reinterpret_cast<RunPlayFunction>(dlsym(handle, kRunPlay));
    if (!module.runWindow || !module.runPlay)
        return Error{
            QStringLiteral("%1 is of another version of Swapscope; install both from one package").arg(file)};
    return module;
}

} // namespace swapscope
