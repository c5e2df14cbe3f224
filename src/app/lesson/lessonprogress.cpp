#include "lessonprogress.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace swapscope {

namespace {

QString shortHash(const QByteArray &of)
{
    return QString::fromLatin1(QCryptographicHash::hash(of, QCryptographicHash::Sha1).toHex().left(16));
}

QString keyOf(const QString &dir, const QString &htmx)
{
    // One folder has one name, however it was reached.
    const QString real = QFileInfo(dir).canonicalFilePath();
    return QStringLiteral("lessons/%1-%2").arg(shortHash((real.isEmpty() ? dir : real).toUtf8()), htmx);
}

QString textsHash(const std::vector<LessonStep> &steps)
{
    QByteArray texts;
    for (const LessonStep &step : steps)
        texts += step.text.toUtf8() + '\0';
    return shortHash(texts);
}

} // namespace

int LessonProgress::done(const QString &dir, const QString &htmx, const std::vector<LessonStep> &steps) const
{
    if (m_settings == nullptr || steps.empty())
        return 0;
    const QStringList kept = m_settings->value(keyOf(dir, htmx)).toStringList();
    if (kept.size() != 2 || kept[0] != textsHash(steps))
        return 0;
    return std::clamp(kept[1].toInt(), 0, static_cast<int>(steps.size()));
}

void LessonProgress::keep(const QString &dir, const QString &htmx, const std::vector<LessonStep> &steps,
                          int done)
{
    if (m_settings == nullptr || steps.empty())
        return;
    if (done == 0)
        m_settings->remove(keyOf(dir, htmx));
    else
        m_settings->setValue(keyOf(dir, htmx), QStringList{textsHash(steps), QString::number(done)});
}

} // namespace swapscope
