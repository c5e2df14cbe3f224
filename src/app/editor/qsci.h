#pragma once

// QScintilla's headers use Qt's keywords, which the house turns off. This is the one place that includes
// them.
#pragma push_macro("signals")
#pragma push_macro("slots")
#define signals Q_SIGNALS
#define slots Q_SLOTS

#include <Qsci/qscilexercss.h>
#include <Qsci/qscilexerhtml.h>
#include <Qsci/qscilexerjavascript.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexerproperties.h>
#include <Qsci/qsciscintilla.h>
#include <Qsci/qscistyle.h>

#pragma pop_macro("slots")
#pragma pop_macro("signals")
