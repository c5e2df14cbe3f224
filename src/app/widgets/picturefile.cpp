#include "picturefile.h"

#include <core/outputfile.h>

#include <QFileInfo>
#include <QImageWriter>

namespace swapscope {

Result<void> checkPictureFile(const QString &path)
{
    const QByteArray suffix = QFileInfo(path).suffix().toLower().toLatin1();
    if (!QImageWriter::supportedImageFormats().contains(suffix))
        return Error{QStringLiteral("no format of pictures: its name must end in .png or .jpg"), path};
    return checkWritable(path);
}

} // namespace swapscope
