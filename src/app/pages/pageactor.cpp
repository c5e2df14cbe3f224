#include "pageactor.h"

#include "clientcolumn.h"
#include "pagespanel.h"

#include <page/pagehand.h>
#include <page/pageview.h>
#include <session/session.h>

namespace swapscope {

PageActor::PageActor(Session &session, PagesPanel &pages, QObject *parent)
    : QObject(parent), m_session(session), m_pages(pages)
{
    connect(&m_session, &Session::pageActionRequested, this, &PageActor::perform);
}

void PageActor::perform(const StepAction &action, int request)
{
    ClientColumn *column = m_pages.column(action.client);
    if (column == nullptr) {
        done(request, Error{tr("The page of %1 is not shown.").arg(action.client)});
        return;
    }
    const auto finish = [this, request](const Result<void> &result) { done(request, result); };
    switch (action.type) {
    case StepAction::Type::Hide:
    case StepAction::Type::Reveal:
        column->setInBackground(action.type == StepAction::Type::Hide);
        done(request, {});
        break;
    case StepAction::Type::Reload:
        column->page()->reload();
        done(request, {});
        break;
    case StepAction::Type::Click:
        clickInPage(*column->page(), action.name, finish);
        break;
    case StepAction::Type::Fill:
        fillInPage(*column->page(), action.name, action.value, action.submit, finish);
        break;
    default:
        done(request, {});
        break;
    }
}

void PageActor::done(int request, const Result<void> &result)
{
    if (!result)
        Q_EMIT m_session.commandFailed(result.error());
    m_session.pageActionDone(request);
}

} // namespace swapscope
