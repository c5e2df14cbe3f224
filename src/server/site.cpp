#include "site.h"

#include "http/rewrite.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QMimeDatabase>

// A resource in a static library has to be asked for, outside of any namespace.
static void initialiseServerResources()
{
    Q_INIT_RESOURCE(server);
}

namespace swapscope::mock {

namespace {

constexpr qint64 kMaxFile = 64LL * 1024 * 1024;

Answer textAnswer(int status, const QString &text)
{
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, text.toUtf8() + '\n'};
}

// Nothing when there is no such file.
std::optional<Answer> fileAnswer(const QString &name)
{
    const QFileInfo info(name);
    if (!info.isFile())
        return std::nullopt;
    if (info.size() > kMaxFile)
        return textAnswer(500,
                          QStringLiteral("%1 is larger than 64 MiB, the most that is served.").arg(name));
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return textAnswer(500, QStringLiteral("%1 cannot be read: %2.").arg(name, file.errorString()));
    const QByteArray body = file.readAll();
    const QMimeType type = QMimeDatabase().mimeTypeForFileNameAndData(name, body);
    QByteArray typeName = type.name().toLatin1();
    if (type.inherits(QStringLiteral("application/javascript")) ||
        type.inherits(QStringLiteral("text/javascript")))
        typeName = "text/javascript"; // RFC 9239, section 6
    if (typeName.startsWith("text/"))
        typeName += "; charset=utf-8";
    return Answer{200, {{"Content-Type", typeName}, {"Cache-Control", "no-store"}}, body};
}

// Whether what this path names, links followed, is below this folder, links followed.
bool liesIn(const QString &folder, const QString &path)
{
    const QString real = QFileInfo(folder).canonicalFilePath();
    return !real.isEmpty() &&
           QFileInfo(path).canonicalFilePath().startsWith(real.endsWith(u'/') ? real : real + u'/');
}

// The same, of the folder that the path itself stands in.
bool liesInItsFolder(const QString &path)
{
    return liesIn(QFileInfo(path).absolutePath(), path);
}

SiteAnswer pageAnswer(const Site &site)
{
    if (QFileInfo::exists(site.pageFile) && !liesInItsFolder(site.pageFile))
        return {
            textAnswer(500, QStringLiteral("The page %1 is a link that leads out of its folder: put a copy "
                                           "there instead.")
                                .arg(site.pageFile)),
            {}};
    std::optional<Answer> answer = fileAnswer(site.pageFile);
    if (!answer)
        return {textAnswer(500, QStringLiteral("The page %1 is missing.").arg(site.pageFile)), {}};
    if (answer->status != 200)
        return {*answer, {}};
    RewrittenPage page = rewritePublicAddresses(answer->body);
    return {{200, {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-store"}}, page.html},
            std::move(page.rewrites)};
}

std::optional<Answer> staticAnswer(const Site &site, const QString &below)
{
    const QString file = QFileInfo(site.staticDir + u'/' + below).canonicalFilePath();
    if (file.isEmpty() || !liesInItsFolder(site.staticDir) || !liesIn(site.staticDir, file))
        return std::nullopt;
    return fileAnswer(file);
}

// "htmx.js", "ext/ws.js", "4/ext/hx-sse.js": the file below htmxDir; empty when it names none.
QString htmxFile(const Site &site, const QString &below)
{
    QString version = site.htmx;
    QString file = below;
    if (below.startsWith(QStringLiteral("2/")) || below.startsWith(QStringLiteral("4/"))) {
        version = below.left(1);
        file = below.mid(2);
    }
    if (file == QStringLiteral("ext/hx-ws.js"))
        file = QStringLiteral("ext/ws.js");
    else if (file == QStringLiteral("ext/hx-sse.js"))
        file = QStringLiteral("ext/sse.js");
    static const QStringList kFiles = {QStringLiteral("htmx.js"), QStringLiteral("ext/ws.js"),
                                       QStringLiteral("ext/sse.js")};
    if (!kFiles.contains(file))
        return {};
    return site.htmxDir + u'/' + version + u'/' + file;
}

} // namespace

std::optional<SiteAnswer> answerFromSite(const Site &site, const QString &path)
{
    static const QString kStatic = QStringLiteral("/static/");
    static const QString kHtmx = QStringLiteral("/htmx/");
    static const QString kStyle = QStringLiteral("/swapscope/page.css");
    std::optional<Answer> answer;
    if (path == QStringLiteral("/")) {
        if (!site.pageFile.isEmpty())
            return pageAnswer(site);
    } else if (path.startsWith(kStatic)) {
        if (!site.staticDir.isEmpty())
            answer = staticAnswer(site, path.mid(kStatic.size()));
    } else if (path == kStyle) {
        initialiseServerResources();
        answer = fileAnswer(QStringLiteral(":/swapscope/server/css/page.css"));
    } else if (path.startsWith(kHtmx)) {
        const QString file = htmxFile(site, path.mid(kHtmx.size()));
        if (!file.isEmpty()) {
            answer = fileAnswer(file);
            if (!answer)
                answer =
                    textAnswer(500, QStringLiteral("%1 is missing: htmx has not been fetched.").arg(file));
        }
    }
    if (!answer)
        return std::nullopt;
    return SiteAnswer{*answer, {}};
}

QStringList listSite(const Site &site)
{
    QStringList lines;
    if (!site.pageFile.isEmpty())
        lines += QStringLiteral("GET    /");
    lines += QStringLiteral("GET    /htmx/htmx.js");
    lines += QStringLiteral("GET    /htmx/ext/ws.js");
    lines += QStringLiteral("GET    /htmx/ext/sse.js");
    if (!site.staticDir.isEmpty())
        lines += QStringLiteral("GET    /static/…");
    return lines;
}

QString htmxVersion(const Site &site)
{
    QFile file(site.htmxDir + u'/' + site.htmx + QStringLiteral("/package.json"));
    if (!file.open(QIODevice::ReadOnly))
        return site.htmx;
    const QString version = QJsonDocument::fromJson(file.read(1024LL * 1024))
                                .object()
                                .value(QStringLiteral("version"))
                                .toString();
    return version.isEmpty() ? site.htmx : version;
}

} // namespace swapscope::mock
