#include "windowpanels.h"

#include "attach/attachedpanel.h"
#include "coach/coachpanel.h"
#include "cues/cuespanel.h"
#include "cues/paramspanel.h"
#include "cues/sendbox.h"
#include "editor/editorpanel.h"
#include "hold/holdpanel.h"
#include "inspector/inspectorpanel.h"
#include "ledger/ledgerpanel.h"
#include "lesson/lessonpanel.h"
#include "network/networkpanel.h"
#include "pages/pagespanel.h"
#include "scenariocontrol.h"
#include "timeline/timelineheader.h"
#include "timeline/timelinewidget.h"
#include "widgets/messagebar.h"
#include "windowlayout.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QVBoxLayout>

namespace swapscope {

namespace {

QString panelsTr(const char *text)
{
    return QCoreApplication::translate("swapscope::WindowPanels", text);
}

} // namespace

WindowPanels::WindowPanels(QMainWindow &window, WindowLayout &layout, Session &session)
    : message(new MessageBar(&window)),
      pages(new PagesPanel(session, &window)),
      lesson(new LessonPanel(&window)),
      editor(new EditorPanel(ScenarioControl::draftsFolder(), &window)),
      cues(new CuesPanel(&window)),
      params(new ParamsPanel(&window)),
      send(new SendBox(&window)),
      attached(new AttachedPanel(&window)),
      network(new NetworkPanel(&window)),
      inspector(new InspectorPanel(&window)),
      ledger(new LedgerPanel(&window)),
      coach(new CoachPanel(&window)),
      timeline(new TimelineWidget(&window)),
      hold(new HoldPanel(&window))
{
    placeMiddle(window);
    placePanels(layout);
}

void WindowPanels::placeMiddle(QMainWindow &window)
{
    auto *middle = new QWidget(&window);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(message);
    column->addWidget(pages, 1);
    window.setCentralWidget(middle);
}

void WindowPanels::placePanels(WindowLayout &layout)
{
    using Side = WindowLayout::Side;
    layout.add({Side::Left, "lesson", panelsTr("Lesson"), lesson, lesson->header()});
    layout.add({Side::Left, "editor", panelsTr("Editor"), editor, editor->header()});
    layout.add({Side::Left, "cues", panelsTr("Cues"), cueBox(), cues->header()});
    layout.add({.side = Side::Left,
                .name = "attached",
                .title = panelsTr("Attached server"),
                .widget = attached,
                .shownAtFirst = false,
                .togglesInMenu = false});
    layout.add({Side::Right, "network", panelsTr("Network"), network});
    layout.add({Side::Right, "inspector", panelsTr("Inspector"), inspector});
    layout.add({Side::Right, "ledger", panelsTr("Ledger"), ledger});
    layout.add({Side::Right, "coach", panelsTr("Coach"), coach});
    layout.add(
        {Side::Bottom, "timeline", panelsTr("Timeline"), timeline, timeline->findChild<TimelineHeader *>()});
    layout.add({.side = Side::Bottom,
                .name = "held",
                .title = panelsTr("Held messages"),
                .widget = hold,
                .header = hold->header(),
                .shownAtFirst = false,
                .width = 460});
}

QWidget *WindowPanels::cueBox() const
{
    auto *box = new QWidget(cues->parentWidget());
    box->setProperty("surface", QStringLiteral("faint"));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(cues);
    column->addWidget(params);
    column->addWidget(send);
    column->addStretch();
    return box;
}

} // namespace swapscope
