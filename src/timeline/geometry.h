#pragma once

#include "axis.h"
#include "layout.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <vector>

// What a painter draws, without a painter: shapes with roles instead of colours, made for one range and one
// size. Only what is visible is looked at; what is narrower than kFold pixels is folded.
namespace swapscope::timeline {

inline constexpr qreal kFold = 3;
inline constexpr qreal kDotRadius = 3;
inline constexpr qreal kCrossRadius = 4;
inline constexpr qreal kMarkSize = 6;
inline constexpr qreal kHoldHeight = 7;

// The roles of the design that shapes have.
enum class Ink : quint8 { Text, Dim, Live, Lost, Wait, CatchUp, Sent };

struct BandShape
{
    QRectF rect;
    State state = State::Open;
    ItemRef item;
    int count = 1;     // so many segments, folded into this one
    qreal planned = 0; // a growing back-off: where it should end, as x; else 0

    friend bool operator==(const BandShape &, const BandShape &) = default;
};

enum class LineEnd : quint8 { Dot, Cross, Tip };

struct LineShape
{
    QPointF from;
    QPointF to;
    Ink ink = Ink::Live;
    bool dashed = false;
    LineEnd end = LineEnd::Dot;
    ItemRef item;
    int count = 1;

    friend bool operator==(const LineShape &, const LineShape &) = default;
};

struct MarkShape
{
    QPointF center;
    SwapLook look = SwapLook::Append;
    ItemRef item;
    int count = 1;

    friend bool operator==(const MarkShape &, const MarkShape &) = default;
};

struct CrossShape
{
    QPointF center;
    bool orderly = false; // closed with a close frame, not cut
    ItemRef item;
    int count = 1;

    friend bool operator==(const CrossShape &, const CrossShape &) = default;
};

struct GapShape
{
    QRectF rect;
    ItemRef item;

    friend bool operator==(const GapShape &, const GapShape &) = default;
};

// Where a message stands, or stood, because the user held it in the link.
struct HoldShape
{
    QRectF rect;
    bool waiting = false; // it still does
    ItemRef item;
    int count = 1;

    friend bool operator==(const HoldShape &, const HoldShape &) = default;
};

struct LabelShape
{
    QRectF rect;
    QString text;
    Ink ink = Ink::Text;
    ItemRef item;

    friend bool operator==(const LabelShape &, const LabelShape &) = default;
};

struct GeometryInput
{
    Scale scale;
    Layout layout;
    Filter filter;
    Nanoseconds now = 0; // where growing things end
    ItemRef selected;    // shown for itself even where it is folded
    qreal labelHeight = 14;
    std::function<qreal(const QString &)> labelWidth; // empty: 6.2 pixels a character
};

struct Hit
{
    ItemRef item; // none: nothing is there
    int count = 1;

    friend bool operator==(const Hit &, const Hit &) = default;
};

struct Geometry
{
    std::vector<Tick> ticks;
    std::vector<GapShape> gaps;
    std::vector<BandShape> bands;
    std::vector<LineShape> lines; // one for a message; two for one that was held on its way
    std::vector<HoldShape> holds;
    std::vector<CrossShape> crosses;
    std::vector<MarkShape> marks;
    std::vector<LabelShape> labels;
    // True if a later `now` alone makes other shapes: something that is shown, or is about to be, still
    // grows.
    bool grows = false;

    friend bool operator==(const Geometry &, const Geometry &) = default;
};

// Shapes are in the diagram's pixels; lines are cut off a little outside the scale.
Geometry geometry(const Lanes &lanes, const GeometryInput &input);

// The text in a gap: "B is away for 5.9 s — 3 updates missed", "B is away for 2.0 s — nothing missed".
QString gapText(const Lane &lane, const Gap &gap, Nanoseconds now);
// The end of a connection in two words: "cut · 1006", "server closed · 1012".
QString closingText(const Closing &closing);
// "1 · 0.4 s"; with "≈" where the browser does not say what it plans.
QString backoffText(const Segment &segment);
// "catch-up: 3 replayed", "catch-up: snapshot, 3 recovered"; empty when it brought nothing worth a label.
QString catchUpText(const CatchUp &catchUp);

} // namespace swapscope::timeline
