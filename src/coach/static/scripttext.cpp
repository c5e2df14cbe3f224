#include "scripttext.h"

namespace swapscope {

ScriptText::ScriptText(const QString &, QString file) : m_file(std::move(file)) {}

bool ScriptText::mayBringId(QStringView) const
{
    return true;
}

} // namespace swapscope
