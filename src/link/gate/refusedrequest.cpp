#include "refusedrequest.h"

#include <utility>

namespace swapscope {

void RefusedRequest::begin(int exchange, const QByteArray &answer)
{
    m_exchange = exchange;
    m_answer = answer;
}

std::optional<QByteArray> RefusedRequest::takeAnswer(std::size_t unanswered, int next)
{
    if (isNone() || m_answered || unanswered != 0 || next != m_exchange)
        return std::nullopt;
    m_answered = true;
    return std::exchange(m_answer, {});
}

} // namespace swapscope
