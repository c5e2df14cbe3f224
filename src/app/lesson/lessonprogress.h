#pragma once

#include <scenario/manifest.h>

#include <QString>

class QSettings;

namespace swapscope {

// How far the learner is in each lesson, kept between starts of the program. What is kept counts for the
// steps as they were: a lesson whose texts have changed begins anew.
class LessonProgress
{
public:
    // settings may be null: nothing is kept. They outlive the object.
    explicit LessonProgress(QSettings *settings) : m_settings(settings) {}

    // How many steps were done in the lesson of the scenario in this folder, under this version of htmx.
    int done(const QString &dir, const QString &htmx, const std::vector<LessonStep> &steps) const;
    void keep(const QString &dir, const QString &htmx, const std::vector<LessonStep> &steps, int done);

private:
    QSettings *m_settings;
};

} // namespace swapscope
