#include "drafts.h"
