#include "drafts.h"

#include <core/textfile.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace swapscope {

namespace {

constexpr char kSuffix[] = ".draft.json";
constexpr int kMostDrafts = 1000;
// JSON takes up to six bytes for one character (\u0000).
constexpr qint64 kMaxDraftFile = 6 * kMaxTextFile + 64 * 1024;

std::optional<Draft> readDraft(const QString &path)
{
    const Result<QString> text = readText(path, kMaxDraftFile);
    if (!text)
        return {};
    const QJsonObject object = QJsonDocument::fromJson(text->toUtf8()).object();
    Draft draft;
    draft.scenarioDir = object.value(QLatin1StringView("scenario")).toString();
    draft.file = object.value(QLatin1StringView("file")).toString();
    draft.text = object.value(QLatin1StringView("text")).toString();
    draft.keptAt =
        QDateTime::fromString(object.value(QLatin1StringView("keptAt")).toString(), Qt::ISODateWithMs);
    if (draft.scenarioDir.isEmpty() || draft.file.isEmpty() || !draft.keptAt.isValid())
        return {};
    return draft;
}

// True if the path stays inside the scenario's folder. Drafts are read from disk, so their paths are checked.
bool staysInside(const QString &file)
{
    const QString clean = QDir::cleanPath(file);
    return QDir::isRelativePath(clean) && clean != u".." && !clean.startsWith(QLatin1StringView("../"));
}

} // namespace

DraftStore::DraftStore(QString folder) : m_folder(std::move(folder)) {}

QString DraftStore::pathOf(const QString &scenarioDir, const QString &file) const
{
    const QByteArray key = (QDir::cleanPath(scenarioDir) + u'\n' + QDir::cleanPath(file)).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(32);
    return m_folder + u'/' + QString::fromLatin1(hash) + QLatin1StringView(kSuffix);
}

Result<void> DraftStore::keep(const QString &scenarioDir, const QString &file, const QString &text,
                              const QDateTime &now)
{
    if (!staysInside(file))
        return Error{QStringLiteral("\"%1\" does not lie in the scenario's folder").arg(file)};
    if (!QDir().mkpath(m_folder))
        return Error{QStringLiteral("the folder for drafts cannot be made"), m_folder};
    const QJsonObject object{{QStringLiteral("scenario"), QDir::cleanPath(scenarioDir)},
                             {QStringLiteral("file"), QDir::cleanPath(file)},
                             {QStringLiteral("keptAt"), now.toUTC().toString(Qt::ISODateWithMs)},
                             {QStringLiteral("text"), text}};
    return saveText(pathOf(scenarioDir, file),
                    QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

std::optional<Draft> DraftStore::draft(const QString &scenarioDir, const QString &file) const
{
    return readDraft(pathOf(scenarioDir, file));
}

std::vector<Draft> DraftStore::list() const
{
    std::vector<Draft> drafts;
    const QStringList names =
        QDir(m_folder).entryList({u'*' + QLatin1StringView(kSuffix)}, QDir::Files, QDir::Time);
    for (const QString &name : names.mid(0, kMostDrafts)) {
        if (auto draft = readDraft(m_folder + u'/' + name))
            drafts.push_back(std::move(*draft));
    }
    std::stable_sort(drafts.begin(), drafts.end(),
                     [](const Draft &a, const Draft &b) { return a.keptAt > b.keptAt; });
    return drafts;
}

std::vector<Draft> DraftStore::list(const QString &scenarioDir) const
{
    std::vector<Draft> drafts = list();
    const QString dir = QDir::cleanPath(scenarioDir);
    std::erase_if(drafts, [&](const Draft &draft) { return draft.scenarioDir != dir; });
    std::sort(drafts.begin(), drafts.end(), [](const Draft &a, const Draft &b) { return a.file < b.file; });
    return drafts;
}

Result<void> DraftStore::restore(const QString &scenarioDir, const QString &file)
{
    const std::optional<Draft> kept = draft(scenarioDir, file);
    if (!kept || !staysInside(kept->file))
        return Error{QStringLiteral("there is no draft of %1").arg(file), QDir(scenarioDir).filePath(file)};
    const Result<void> saved = saveText(QDir(scenarioDir).filePath(kept->file), kept->text);
    return saved ? discard(scenarioDir, file) : saved;
}

Result<void> DraftStore::discard(const QString &scenarioDir, const QString &file)
{
    QFile draft(pathOf(scenarioDir, file));
    if (draft.exists() && !draft.remove())
        return Error{QStringLiteral("cannot be removed: %1").arg(draft.errorString()), draft.fileName()};
    return {};
}

} // namespace swapscope
