#pragma once

#include <coach/finding.h>

#include <QObject>
#include <QPointer>
#include <QSet>

#include <vector>

class QDockWidget;

namespace swapscope {

class CoachPanel;
class FindingMarks;
class ScenarioControl;
class Session;
class TraceView;
class WindowLayout;
class WindowPanels;

// The coach in the window: shows what it finds in the texts and in the run, marks it on the timeline and in
// the editor, puts the number on its tab, and writes what is silenced into the manifest.
class CoachControl final : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Session &session;
        const ScenarioControl &scenarios;
        const WindowPanels &panels;
        WindowLayout &layout;
        TraceView &trace;
    };

    // What the parts name outlives the object.
    explicit CoachControl(const Parts &parts, QObject *parent = nullptr);

    // The findings in the texts of the open scenario.
    const std::vector<Finding> &ofTexts() const { return m_ofTexts; }

Q_SIGNALS:
    // The evidence is to be shown.
    void eventRequested(swapscope::EventId event);

private:
    void readTexts();
    void show();
    void showMarks();
    void showBadge();
    void silence(const QString &rule);

    const Parts m_parts;
    FindingMarks *m_marks;
    std::vector<Finding> m_ofTexts;
    QSet<QString> m_silenced; // since the scenario was opened; the manifest says it from its next loading on
};

} // namespace swapscope
