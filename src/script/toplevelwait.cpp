#include "toplevelwait.h"

namespace swapscope {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype kMostNames = 8;

QString listed(const QStringList &names, const QString &none)
{
    QStringList some;
    for (const QString &name : names.first(std::min(kMostNames, names.size())))
        some.push_back(name.simplified());
    QString text = some.isEmpty() ? none : some.join(u", ");
    if (names.size() > kMostNames)
        text += u" and %1 more"_s.arg(names.size() - kMostNames);
    return text;
}

} // namespace

bool TopLevelWait::ask(Nanoseconds now)
{
    if (!m_due || now < *m_due)
        return false;
    m_due.reset();
    return true;
}

QString TopLevelWait::text(const QStringList &routes, const QStringList &cues)
{
    return u"the script's top level has waited at an await for %1 seconds. Until that comes to an end there "
           u"is only "
           "what stands before it: %2; %3. Await what takes long in a handler, a cue or after(…) instead"_s
               .arg(QString::number(kPatience / kSecond), listed(routes, u"no routes"_s),
                    cues.isEmpty() ? u"no cues"_s : u"the cues "_s + listed(cues, {}));
}

} // namespace swapscope
