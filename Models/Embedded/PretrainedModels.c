#include "PretrainedModels.h"
