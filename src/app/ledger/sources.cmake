# The ledger as cards.
target_sources(swapscope_app PRIVATE
    ledger/ledgerfeature.h ledger/ledgerfeature.cpp
    ledger/ledgermodel.h ledger/ledgermodel.cpp
    ledger/ledgerpanel.h ledger/ledgerpanel.cpp
    ledger/ledgerview.h ledger/ledgerview.cpp)
