#pragma once

#include "geometry.h"
#include "sight.h"

namespace swapscope::timeline {

// Draws what crosses between the server and a lane: the messages, the way to where the link holds them and
// their wait there, and the hints of updates that never came. What is shown is as the filter says; what is
// narrow is folded. Adds to the lines and holds of a Geometry, which is the caller's as are the input and the
// sight, and which all outlive this. Any one thread.
class MessageLines
{
public:
    MessageLines(const GeometryInput &input, const Sight &sight, Geometry *geometry)
        : m_input(input), m_sight(sight), m_geometry(*geometry)
    {
    }

    // All that is in sight of one lane, in its row.
    void addAll(const Row &row, const Lane &lane);
    // One message of the lane, by its index, or that many folded into it; also against the filter.
    void addMessage(const Row &row, const Lane &lane, int index, int count);
    // One missed update, likewise.
    void addMissed(const Row &row, const Lane &lane, int index, int count);

private:
    bool shows(Flow flow) const;
    void inFlight(const Row &row, const Lane &lane);
    void hold(const Row &row, const Message &message, const LineShape &line);
    void add(LineShape line);

    const GeometryInput &m_input;
    const Sight &m_sight;
    Geometry &m_geometry;
};

} // namespace swapscope::timeline
