#pragma once

#include <scenario/manifest.h>

#include <QString>

class QSettings;

namespace swapscope {

// Remembers how many steps of each lesson are done, also between starts of the program. If the texts of a
// lesson have changed, it starts again.
class LessonProgress
{
public:
    // settings: where it is kept; null: nowhere. They outlive the object.
    explicit LessonProgress(QSettings *settings) : m_settings(settings) {}

    // How many steps are done of the lesson in this scenario's folder, under this version of htmx.
    int done(const QString &dir, const QString &htmx, const std::vector<LessonStep> &steps) const;
    void keep(const QString &dir, const QString &htmx, const std::vector<LessonStep> &steps, int done);

private:
    QSettings *m_settings;
};

} // namespace swapscope
