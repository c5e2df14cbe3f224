#include "lateanswer.h"

namespace swapscope {

void LateAnswer::answer(Answer whole)
{
    if (m_state != State::Open)
        return;
    m_state = State::Done;
    if (const auto reader = m_reader)
        reader->answer(whole);
    else
        m_whole = std::move(whole);
}

void LateAnswer::begin(Answer head)
{
    if (m_state != State::Open)
        return;
    m_state = State::Begun;
    if (const auto reader = m_reader)
        reader->begin(head);
    else
        m_head = std::move(head);
}

bool LateAnswer::piece(const QByteArray &bytes)
{
    if (m_state != State::Begun || m_forgotten)
        return false;
    if (bytes.isEmpty())
        return true; // an empty chunk would be the last one
    if (const auto reader = m_reader)
        reader->piece(bytes);
    else
        m_pieces.push_back(bytes);
    return !m_forgotten;
}

void LateAnswer::end(bool whole)
{
    if (m_state != State::Begun)
        return;
    m_state = State::Done;
    m_endsWhole = whole;
    if (const auto reader = m_reader)
        reader->end(whole);
}

std::optional<Answer> LateAnswer::take()
{
    return std::exchange(m_whole, std::nullopt);
}

void LateAnswer::readBy(Reader reader)
{
    if (m_whole) {
        reader.answer(*take());
        return;
    }
    if (m_head) {
        reader.begin(*std::exchange(m_head, std::nullopt));
        for (const QByteArray &bytes : std::exchange(m_pieces, {}))
            reader.piece(bytes);
        if (m_state == State::Done) {
            reader.end(m_endsWhole);
            return;
        }
    }
    if (!m_forgotten)
        m_reader = std::make_shared<const Reader>(std::move(reader));
}

void LateAnswer::forget()
{
    m_forgotten = true;
    m_reader.reset();
    m_pieces.clear();
}

} // namespace swapscope
