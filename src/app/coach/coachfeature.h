#pragma once

#include "timeline/findingmarks.h"
#include "window/feature.h"
#include "window/workbench.h"

#include <coach/finding.h>
#include <coach/running/findinglog.h>
#include <coach/scriptparser.h>

#include <QSet>

namespace swapscope {

class CoachPanel;

// The coach in the window: shows what it finds in the texts and in the run, marks it in the margins of the
// editor and on the timeline, puts the number on its tab, and writes what is silenced into the manifest.
class CoachFeature final : public Feature
{
    Q_OBJECT

public:
    explicit CoachFeature(const Workbench &bench);

    // The findings in the texts of the open scenario.
    const std::vector<Finding> &ofTexts() const { return m_ofTexts; }

    std::vector<WindowLayout::Panel> panels() const override;
    void scenarioLoaded() override;
    void runBegan() override;
    void runGrew(const RunNews &news) override;
    void traceShown(const TraceView &view) override;

public Q_SLOTS:
    // Reads the scenario's files again.
    void readTexts();
    // Brings the findings by this rule to the front.
    void reveal(const QString &rule);

Q_SIGNALS:
    // Where findings showed in the trace that is shown.
    void marksChanged(const std::vector<swapscope::FindingMarks::Mark> &marks);

private:
    void show();
    void showMargins();
    void showMarks();
    void showBadge();
    void silence(const QString &rule);
    QSet<QString> silenced() const;
    const std::vector<LoggedFinding> &ofRun() const;

    const Workbench m_bench;
    CoachPanel *m_panel;
    ScriptParser m_parser;
    std::vector<Finding> m_ofTexts;
    FindingLog m_ofSaved;     // the findings in a saved trace while it is shown
    QSet<QString> m_silenced; // since the scenario was opened; later on the manifest says so itself
};

} // namespace swapscope
