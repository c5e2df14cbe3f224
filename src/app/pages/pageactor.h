#pragma once

#include <scenario/manifest.h>

#include <QObject>

namespace swapscope {

class PagesPanel;
class Session;

// Does in the pages what the steps of a lesson ask for: hide, reveal, reload, click, fill.
class PageActor final : public QObject
{
    Q_OBJECT

public:
    // Both outlive the object.
    PageActor(Session &session, PagesPanel &pages, QObject *parent = nullptr);

private:
    void perform(const StepAction &action, int request);
    void done(int request, const Result<void> &result);

    Session &m_session;
    PagesPanel &m_pages;
};

} // namespace swapscope
