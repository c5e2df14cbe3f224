#pragma once

// SpiderMonkey's headers, and the few things that are called or counted differently in its versions 102
// (Debian 12) and 128 (Debian 13). Only for the sources of this folder: everybody else sees no header of the
// engine.

#include <js-config.h>

#include <jsapi.h>
#include <jsfriendapi.h>

#include <js/Array.h>
#include <js/ArrayBuffer.h>
#include <js/CallAndConstruct.h>
#include <js/CompilationAndEvaluation.h>
#include <js/ContextOptions.h>
#include <js/Conversions.h>
#include <js/ErrorReport.h>
#include <js/Exception.h>
#include <js/GCAPI.h>
#include <js/GCVector.h>
#include <js/GlobalObject.h>
#include <js/Initialization.h>
#include <js/Interrupt.h>
#include <js/Modules.h>
#include <js/Object.h>
#include <js/Promise.h>
#include <js/PropertyAndElement.h>
#include <js/Proxy.h>
#include <js/RealmOptions.h>
#include <js/SavedFrameAPI.h>
#include <js/SourceText.h>
#include <js/Stack.h>
#include <js/String.h>
#include <js/StructuredClone.h>

namespace swapscope::js {

// Where a frame stands, from 1.
inline void frameLine(JSContext *cx, JS::HandleObject frame, int *line, int *column)
{
    uint32_t at = 0;
    JS::GetSavedFrameLine(cx, nullptr, frame, &at, JS::SavedFrameSelfHosted::Exclude);
    *line = static_cast<int>(at);
#if MOZJS_MAJOR_VERSION >= 128
    JS::TaggedColumnNumberOneOrigin in;
    JS::GetSavedFrameColumn(cx, nullptr, frame, &in, JS::SavedFrameSelfHosted::Exclude);
    *column = static_cast<int>(in.oneOriginValue());
#else
    uint32_t in = 0;
    JS::GetSavedFrameColumn(cx, nullptr, frame, &in, JS::SavedFrameSelfHosted::Exclude);
    *column = static_cast<int>(in);
#endif
}

// Of a text that could not be compiled: from 1.
inline int columnOfSyntaxError(const JSErrorReport &report)
{
#if MOZJS_MAJOR_VERSION >= 128
    return static_cast<int>(report.column.oneOriginValue());
#else
    return static_cast<int>(report.column) + 1;
#endif
}

inline int columnOfReport(const JSErrorReport &report)
{
#if MOZJS_MAJOR_VERSION >= 128
    return static_cast<int>(report.column.oneOriginValue());
#else
    return static_cast<int>(report.column);
#endif
}

inline const char *fileOfReport(const JSErrorReport &report)
{
#if MOZJS_MAJOR_VERSION >= 128
    return report.filename.c_str();
#else
    return report.filename;
#endif
}

inline bool linkModule(JSContext *cx, JS::HandleObject module)
{
#if MOZJS_MAJOR_VERSION >= 128
    return JS::ModuleLink(cx, module);
#else
    return JS::ModuleInstantiate(cx, module);
#endif
}

// The line and column in a parsed tree's `loc` count from 1 and from 0.
inline constexpr int kTreeColumnOrigin = MOZJS_MAJOR_VERSION >= 128 ? 1 : 0;

inline void limitLanguage(JSContext *cx, JS::RealmOptions &options)
{
    JS::ContextOptionsRef(cx).setWasm(false).setAsmJS(false);
    options.creationOptions().setNewCompartmentAndZone().setSharedMemoryAndAtomicsEnabled(false);
#if MOZJS_MAJOR_VERSION < 128
    options.creationOptions().setIteratorHelpersEnabled(false).setWeakRefsEnabled(
        JS::WeakRefSpecifier::EnabledWithoutCleanupSome);
#endif
}

} // namespace swapscope::js
