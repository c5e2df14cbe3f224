#pragma once

#include "../site.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace swapscope::mock {

struct RewrittenPage
{
    QByteArray html;
    std::vector<Rewrite> rewrites; // in the order of the page
};

// The local path of a public address of htmx or of its WebSocket or event-stream extension, of whatever
// version, on unpkg, jsDelivr or cdnjs, and of the "/path/to/htmx.js" of htmx's documentation; empty for any
// other address, ES modules among them (the local copy is none).
QString localPath(QStringView address);

// Replaces such addresses in the src of <script> and the href of <link>, and drops integrity and crossorigin
// there. Every other byte stays as it is. The page is read as a browser reads it: what is no element to it,
// such as a tag in a comment, a script or a <textarea>, is left alone.
RewrittenPage rewritePublicAddresses(const QByteArray &html);

} // namespace swapscope::mock
