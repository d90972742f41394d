// The module `epitome._epitome`: Epitome's C interface for Python, in CPython's limited API (3.10 on).
//
// It knows three things: how Python's texts become `epi_text` (str, Arrow by the C data interface), how tables become objects
// that numpy, Arrow and plain Python read without copies, and how a call runs without the interpreter's lock and is
// interrupted. What the functions do is Swift's.
#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030A0000
#endif
#include <Python.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "arrow.h"
#include "epitome.h"

// MARK: Texts

typedef struct {
    PyObject_HEAD
    epi_text *texts;
    Py_ssize_t count;
    PyObject *owner;             // What keeps the bytes of `texts`.
    struct ArrowArray *arrays;   // Those of an Arrow stream, to be released.
    Py_ssize_t array_count;
    bool is_arrow;
} Texts;

static PyTypeObject *TextsType, *HandleType, *ColumnType;

static void fail_at(Py_ssize_t row, PyObject *value) {
    PyObject *shown = PyObject_Repr(value), *kind = PyObject_GetAttrString((PyObject *)Py_TYPE(value), "__name__");
    if (shown && kind) {
        PyObject *head = PySequence_GetSlice(shown, 0, 60);
        if (head) {
            PyErr_Format(PyExc_TypeError, "text %zd is %U (%U), not a str", row, head, kind);
            Py_DECREF(head);
        }
    }
    Py_XDECREF(shown);
    Py_XDECREF(kind);
}

// The bytes of a str; -1 with an exception that names the row.
static int take_str(PyObject *value, Py_ssize_t row, epi_text *text) {
    if (!PyUnicode_Check(value)) {
        fail_at(row, value);
        return -1;
    }
    Py_ssize_t count;
    const char *bytes = PyUnicode_AsUTF8AndSize(value, &count);
    if (!bytes) {
        PyObject *type, *error, *trace;
        PyErr_Fetch(&type, &error, &trace);
        if (type && PyErr_GivenExceptionMatches(type, PyExc_UnicodeEncodeError)) {
            PyErr_NormalizeException(&type, &error, &trace);
            Py_ssize_t place = 0;
            if (PyUnicodeEncodeError_GetStart(error, &place) < 0) PyErr_Clear();
            Py_UCS4 lone = PyUnicode_ReadChar(value, place);
            char name[16];
            PyOS_snprintf(name, sizeof name, "U+%X", (unsigned)lone);
            PyErr_Format(PyExc_ValueError, "text %zd has a lone surrogate (%s) at character %zd", row, name, place);
            Py_XDECREF(type);
            Py_XDECREF(error);
            Py_XDECREF(trace);
        } else {
            PyErr_Restore(type, error, trace);
        }
        return -1;
    }
    *text = (epi_text){bytes, count};
    return 0;
}

static int take_sequence(Texts *self, PyObject *source) {
    PyObject *items = PyList_Check(source) ? PyList_GetSlice(source, 0, PyList_Size(source)) : PySequence_List(source);
    if (!items) return -1;
    self->owner = items;
    self->count = PyList_Size(items);
    self->texts = calloc(self->count ? (size_t)self->count : 1, sizeof(epi_text));
    if (!self->texts) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t i = 0; i < self->count; i++)
        if (take_str(PyList_GetItem(items, i), i, &self->texts[i]) < 0) return -1;
    return 0;
}

static bool arrow_is_valid(const struct ArrowArray *array, int64_t i) {
    const uint8_t *bits = array->n_buffers > 0 ? array->buffers[0] : NULL;
    if (!bits || array->null_count == 0) return true;
    i += array->offset;
    return bits[i / 8] >> (i % 8) & 1;
}

// Text i of an array of format "u", "U", "vu" (and of binary "z", "Z", "vz").
static epi_text arrow_text(const struct ArrowArray *array, char kind, int64_t i) {
    static const char empty[1] = "";
    if (!arrow_is_valid(array, i)) return (epi_text){NULL, 0};
    int64_t place = i + array->offset;
    const char *bytes;
    int64_t start, end;
    if (kind == 'v') {
        // Views: 16 bytes each, of which 4 are the length; up to 12 bytes stand in the view itself.
        const uint8_t *view = (const uint8_t *)array->buffers[1] + 16 * place;
        int32_t length, buffer, offset;
        memcpy(&length, view, 4);
        if (length <= 12) return (epi_text){(const char *)view + 4, length};
        memcpy(&buffer, view + 8, 4);
        memcpy(&offset, view + 12, 4);
        return (epi_text){(const char *)array->buffers[2 + buffer] + offset, length};
    }
    if (kind == 'U') {
        const int64_t *offsets = array->buffers[1];
        start = offsets[place], end = offsets[place + 1];
    } else {
        const int32_t *offsets = array->buffers[1];
        start = offsets[place], end = offsets[place + 1];
    }
    bytes = array->buffers[2];
    return (epi_text){bytes ? bytes + start : empty, end - start};
}

// The kind of a format that holds text: 'u', 'U', 'v'; 'n' for a column of nulls; 0 for any other.
static char arrow_kind(const char *format) {
    if (!strcmp(format, "u") || !strcmp(format, "U")) return format[0];
    if (!strcmp(format, "vu")) return 'v';
    if (!strcmp(format, "n")) return 'n';
    return 0;
}

static int add_array(Texts *self, const struct ArrowArray *array, char kind) {
    Py_ssize_t count = self->count + (Py_ssize_t)array->length;
    epi_text *texts = realloc(self->texts, (count ? (size_t)count : 1) * sizeof(epi_text));
    if (!texts) {
        PyErr_NoMemory();
        return -1;
    }
    self->texts = texts;
    for (int64_t i = 0; i < array->length; i++)
        texts[self->count + i] = kind == 'n' ? (epi_text){NULL, 0} : arrow_text(array, kind, i);
    self->count = count;
    return 0;
}

static int check_format(const struct ArrowSchema *schema, char *kind) {
    *kind = schema->dictionary ? 0 : arrow_kind(schema->format);
    if (*kind) return 0;
    PyErr_Format(PyExc_TypeError, "a column of texts is needed (string, large_string, string_view), not one of Arrow's format \"%s\"%s",
                 schema->format, schema->dictionary ? " with a dictionary: cast it to strings" : "");
    return -1;
}

static int take_stream(Texts *self, PyObject *capsule) {
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
    if (!stream) return -1;
    struct ArrowSchema schema;
    char kind;
    if (stream->get_schema(stream, &schema) != 0) {
        const char *message = stream->get_last_error(stream);
        PyErr_Format(PyExc_ValueError, "the Arrow stream failed: %s", message ? message : "no reason given");
        return -1;
    }
    int bad = check_format(&schema, &kind);
    schema.release(&schema);
    if (bad) return -1;
    while (true) {
        struct ArrowArray array;
        if (stream->get_next(stream, &array) != 0) {
            const char *message = stream->get_last_error(stream);
            PyErr_Format(PyExc_ValueError, "the Arrow stream failed: %s", message ? message : "no reason given");
            return -1;
        }
        if (!array.release) return 0;
        struct ArrowArray *arrays = realloc(self->arrays, (size_t)(self->array_count + 1) * sizeof(array));
        if (!arrays) {
            array.release(&array);
            PyErr_NoMemory();
            return -1;
        }
        self->arrays = arrays;
        self->arrays[self->array_count++] = array;
        if (add_array(self, &self->arrays[self->array_count - 1], kind) < 0) return -1;
    }
}

static int take_array(Texts *self, PyObject *pair) {
    PyObject *schema_capsule, *array_capsule;
    if (!PyArg_ParseTuple(pair, "OO", &schema_capsule, &array_capsule)) return -1;
    struct ArrowSchema *schema = PyCapsule_GetPointer(schema_capsule, "arrow_schema");
    struct ArrowArray *array = schema ? PyCapsule_GetPointer(array_capsule, "arrow_array") : NULL;
    char kind;
    if (!array || check_format(schema, &kind) < 0) return -1;
    // The capsule keeps the array.
    self->owner = pair;
    Py_INCREF(pair);
    return add_array(self, array, kind);
}

static PyObject *Texts_new(PyTypeObject *type, PyObject *arguments, PyObject *keywords) {
    PyObject *source;
    static char *names[] = {"source", NULL};
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "O", names, &source)) return NULL;
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Texts *self = (Texts *)allocate(type, 0);
    if (!self) return NULL;
    int bad;
    if (PyUnicode_Check(source) || PyBytes_Check(source)) {
        PyErr_SetString(PyExc_TypeError, "a sequence of texts is needed, not one text");
        bad = -1;
    } else if (PyObject_HasAttrString(source, "__arrow_c_stream__") || PyObject_HasAttrString(source, "__arrow_c_array__")) {
        bool streams = PyObject_HasAttrString(source, "__arrow_c_stream__");
        PyObject *found = PyObject_CallMethod(source, streams ? "__arrow_c_stream__" : "__arrow_c_array__", NULL);
        bad = !found ? -1 : streams ? take_stream(self, found) : take_array(self, found);
        self->is_arrow = true;
        Py_XDECREF(found);
    } else {
        bad = take_sequence(self, source);
    }
    if (bad) {
        Py_DECREF(self);
        return NULL;
    }
    return (PyObject *)self;
}

static void Texts_dealloc(Texts *self) {
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    for (Py_ssize_t i = 0; i < self->array_count; i++)
        if (self->arrays[i].release) self->arrays[i].release(&self->arrays[i]);
    free(self->arrays);
    free(self->texts);
    Py_XDECREF(self->owner);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

static Py_ssize_t Texts_length(Texts *self) { return self->count; }

static PyObject *Texts_is_arrow(Texts *self, void *unused) { return PyBool_FromLong(self->is_arrow); }

static PyObject *Texts_missing(Texts *self, void *unused) {
    Py_ssize_t missing = 0;
    for (Py_ssize_t i = 0; i < self->count; i++) missing += !self->texts[i].bytes;
    return PyLong_FromSsize_t(missing);
}

static PyObject *Texts_longest(Texts *self, void *unused) {
    Py_ssize_t longest = 0;
    for (Py_ssize_t i = 0; i < self->count; i++)
        if (self->texts[i].count > longest) longest = (Py_ssize_t)self->texts[i].count;
    return PyLong_FromSsize_t(longest);
}

static PyObject *Texts_is_missing(Texts *self, PyObject *number) {
    Py_ssize_t i = PyLong_AsSsize_t(number);
    if (i == -1 && PyErr_Occurred()) return NULL;
    if (i < 0 || i >= self->count) return PyErr_Format(PyExc_IndexError, "text %zd of %zd", i, self->count);
    return PyBool_FromLong(!self->texts[i].bytes);
}

static PyGetSetDef Texts_getset[] = {
    {"is_arrow", (getter)Texts_is_arrow, NULL, "Whether the texts came through Arrow's C data interface.", NULL},
    {"missing", (getter)Texts_missing, NULL, "How many texts are missing.", NULL},
    {"longest", (getter)Texts_longest, NULL, "The bytes of the longest text.", NULL},
    {NULL},
};
static PyMethodDef Texts_methods[] = {
    {"is_missing", (PyCFunction)Texts_is_missing, METH_O, "Whether a text is missing."},
    {NULL},
};
static PyType_Slot Texts_slots[] = {
    {Py_tp_doc, "Texts whose bytes are read where they lie: a sequence of str, or a column of Arrow."},
    {Py_tp_new, Texts_new},
    {Py_tp_dealloc, Texts_dealloc},
    {Py_tp_getset, Texts_getset},
    {Py_tp_methods, Texts_methods},
    {Py_sq_length, Texts_length},
    {0, NULL},
};
static PyType_Spec Texts_spec = {"epitome._epitome.Texts", sizeof(Texts), 0, Py_TPFLAGS_DEFAULT, Texts_slots};

// MARK: Handles and columns

typedef struct {
    PyObject_HEAD
    epi_object *object;
} Handle;

static void Handle_dealloc(Handle *self) {
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    epi_release(self->object);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

static PyType_Slot Handle_slots[] = {
    {Py_tp_doc, "What a call has made: a task, a vectorizer, a classifier, an index."},
    {Py_tp_dealloc, Handle_dealloc},
    {0, NULL},
};
static PyType_Spec Handle_spec = {"epitome._epitome.Handle", sizeof(Handle), 0,
                                  Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, Handle_slots};

typedef struct {
    PyObject_HEAD
    PyObject *table;  // The handle that keeps the memory.
    epi_column column;
} Column;

static PyObject *make_handle(epi_object *object) {
    allocfunc allocate = (allocfunc)PyType_GetSlot(HandleType, Py_tp_alloc);
    Handle *handle = (Handle *)allocate(HandleType, 0);
    if (handle)
        handle->object = object;
    else
        epi_release(object);
    return (PyObject *)handle;
}

static void Column_dealloc(Column *self) {
    PyTypeObject *type = Py_TYPE((PyObject *)self);
    Py_XDECREF(self->table);
    ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
    Py_DECREF(type);
}

static Py_ssize_t Column_length(Column *self) { return (Py_ssize_t)self->column.count; }

static bool Column_is_valid(Column *self, int64_t i) {
    const uint8_t *bits = self->column.validity;
    return !bits || (bits[i / 8] >> (i % 8) & 1);
}

static const struct { const char *numpy, *arrow; size_t size; } number_types[] = {
    {NULL, NULL, 0}, {"<i4", "i", 4}, {"<i8", "l", 8}, {"<f4", "f", 4}, {"<f8", "g", 8}, {"|u1", "C", 1}, {NULL, "U", 0},
};

static PyObject *Column_array_interface(Column *self, void *unused) {
    const char *type = number_types[self->column.type].numpy;
    if (!type) {
        PyErr_SetString(PyExc_AttributeError, "__array_interface__");
        return NULL;
    }
    // numpy wants an address even for nothing.
    static char nothing[8];
    const void *start = self->column.values && self->column.count ? self->column.values : nothing;
    return Py_BuildValue("{s:(L),s:s,s:(K,O),s:i}", "shape", (long long)self->column.count, "typestr", type, "data",
                         (unsigned long long)(uintptr_t)start, Py_False, "version", 3);
}

static PyObject *Column_item(Column *self, Py_ssize_t i) {
    if (i < 0 || i >= self->column.count) {
        PyErr_Format(PyExc_IndexError, "value %zd of %zd", i, (Py_ssize_t)self->column.count);
        return NULL;
    }
    if (!Column_is_valid(self, i)) Py_RETURN_NONE;
    switch (self->column.type) {
    case EPI_INT32: return PyLong_FromLong(((const int32_t *)self->column.values)[i]);
    case EPI_INT64: return PyLong_FromLongLong(((const int64_t *)self->column.values)[i]);
    case EPI_FLOAT32: return PyFloat_FromDouble((double)((const float *)self->column.values)[i]);
    case EPI_FLOAT64: return PyFloat_FromDouble(((const double *)self->column.values)[i]);
    case EPI_UINT8: return PyLong_FromLong(((const uint8_t *)self->column.values)[i]);
    default: break;
    }
    int64_t start = self->column.offsets[i], end = self->column.offsets[i + 1];
    const char *bytes = self->column.values;
    return PyUnicode_DecodeUTF8(bytes ? bytes + start : "", (Py_ssize_t)(end - start), "replace");
}

static PyObject *Column_tolist(Column *self, PyObject *unused) {
    Py_ssize_t count = (Py_ssize_t)self->column.count;
    PyObject *list = PyList_New(count);
    for (Py_ssize_t i = 0; list && i < count; i++) {
        PyObject *item = Column_item(self, i);
        if (!item || PyList_SetItem(list, i, item) < 0) {
            Py_DECREF(list);
            return NULL;
        }
    }
    return list;
}

static PyObject *Column_tobytes(Column *self, PyObject *unused) {
    size_t size = self->column.type == EPI_TEXT ? (size_t)(self->column.count ? self->column.offsets[self->column.count] : 0)
                                                : (size_t)self->column.count * number_types[self->column.type].size;
    return PyBytes_FromStringAndSize(self->column.values, (Py_ssize_t)size);
}

// MARK: Columns as Arrow arrays

typedef struct {
    PyObject *column;
    const void *buffers[3];
} Exported;

static void release_schema(struct ArrowSchema *schema) { schema->release = NULL; }

static void release_array(struct ArrowArray *array) {
    Exported *exported = array->private_data;
    array->release = NULL;
    if (!exported) return;
    // Whoever imported it may let it go on any thread, or after the interpreter's end.
    if (Py_IsInitialized()) {
        PyGILState_STATE state = PyGILState_Ensure();
        Py_DECREF(exported->column);
        PyGILState_Release(state);
    }
    free(exported);
}

static void drop_schema(PyObject *capsule) {
    struct ArrowSchema *schema = PyCapsule_GetPointer(capsule, "arrow_schema");
    if (schema && schema->release) schema->release(schema);
    free(schema);
}

static void drop_array(PyObject *capsule) {
    struct ArrowArray *array = PyCapsule_GetPointer(capsule, "arrow_array");
    if (array && array->release) array->release(array);
    free(array);
}

static PyObject *Column_arrow(Column *self, PyObject *arguments, PyObject *keywords) {
    struct ArrowSchema *schema = calloc(1, sizeof *schema);
    struct ArrowArray *array = calloc(1, sizeof *array);
    Exported *exported = calloc(1, sizeof *exported);
    if (!schema || !array || !exported) {
        free(schema), free(array), free(exported);
        return PyErr_NoMemory();
    }
    static const int64_t no_offsets[1] = {0};
    bool is_text = self->column.type == EPI_TEXT;
    *schema = (struct ArrowSchema){.format = number_types[self->column.type].arrow, .name = "", .flags = ARROW_FLAG_NULLABLE,
                                   .release = release_schema};
    exported->column = (PyObject *)self;
    Py_INCREF(self);
    exported->buffers[0] = self->column.validity;
    exported->buffers[1] = is_text ? (self->column.offsets ? (const void *)self->column.offsets : no_offsets) : self->column.values;
    exported->buffers[2] = is_text ? (self->column.values ? self->column.values : "") : NULL;
    *array = (struct ArrowArray){.length = self->column.count, .null_count = self->column.validity ? -1 : 0,
                                 .n_buffers = is_text ? 3 : 2, .buffers = exported->buffers, .release = release_array,
                                 .private_data = exported};
    PyObject *schema_capsule = PyCapsule_New(schema, "arrow_schema", drop_schema);
    PyObject *array_capsule = schema_capsule ? PyCapsule_New(array, "arrow_array", drop_array) : NULL;
    if (!array_capsule) {
        array->release(array);
        free(array);
        if (!schema_capsule) free(schema);
        Py_XDECREF(schema_capsule);
        return NULL;
    }
    return Py_BuildValue("(NN)", schema_capsule, array_capsule);
}

static PyGetSetDef Column_getset[] = {
    {"__array_interface__", (getter)Column_array_interface, NULL, "Numbers, where they lie.", NULL},
    {NULL},
};
static PyMethodDef Column_methods[] = {
    {"tolist", (PyCFunction)Column_tolist, METH_NOARGS, "The values as Python's; None for missing ones."},
    {"tobytes", (PyCFunction)Column_tobytes, METH_NOARGS, "The bytes of all values."},
    {"__arrow_c_array__", (PyCFunction)(void (*)(void))Column_arrow, METH_VARARGS | METH_KEYWORDS,
     "The column by Arrow's C data interface, without a copy."},
    {NULL},
};
static PyType_Slot Column_slots[] = {
    {Py_tp_doc, "A column of a result, read where it lies by numpy, Arrow or Python."},
    {Py_tp_dealloc, Column_dealloc},
    {Py_tp_getset, Column_getset},
    {Py_tp_methods, Column_methods},
    {Py_sq_length, Column_length},
    {Py_sq_item, Column_item},
    {0, NULL},
};
static PyType_Spec Column_spec = {"epitome._epitome.Column", sizeof(Column), 0,
                                  Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, Column_slots};

// MARK: Calls

typedef epi_object *(*function)(const epi_object *, const epi_text *, int64_t, const epi_call *, epi_error *);

static const struct { const char *name; function call; } functions[] = {
    {"collection_create", epi_collection_create},
    {"collection_add", epi_collection_add},
    {"collection_statistics", epi_collection_statistics},
    {"collection_take", epi_collection_take},
    {"collection_vectorizer", epi_collection_vectorizer},
    {"vectorizer_create", epi_vectorizer_create},
    {"vectorizer_transform", epi_vectorizer_transform},
    {"vectorizer_terms", epi_vectorizer_terms},
    {"hash", epi_hash},
    {"task_create", epi_task_create},
    {"task_run", epi_task_run},
    {"rouge", epi_rouge},
    {"classifier_create", epi_classifier_create},
    {"classifier_train", epi_classifier_train},
    {"classifier_run", epi_classifier_run},
    {"classifier_labels", epi_classifier_labels},
    {"classifier_bytes", epi_classifier_bytes},
    {"index_create", epi_index_create},
    {"index_matches", epi_index_matches},
};

// What a call needs while the interpreter's lock is released.
typedef struct {
    PyThreadState *thread;
    PyObject *progress;
} Progress;

// Takes the lock, looks for signals (Ctrl-C) and calls Python's function, if there is one.
static int32_t advance(void *context, int64_t done, int64_t total) {
    Progress *progress = context;
    PyEval_RestoreThread(progress->thread);
    // A call may ask again before it has ended.
    int32_t stops = PyErr_Occurred() || PyErr_CheckSignals() != 0;
    if (!stops && progress->progress) {
        PyObject *answer = PyObject_CallFunction(progress->progress, "LL", (long long)done, (long long)total);
        stops = !answer;
        Py_XDECREF(answer);
    }
    progress->thread = PyEval_SaveThread();
    return stops;
}

static void raise_error(const epi_error *error) {
    // A function of Python's, or a signal, has raised already.
    if (PyErr_Occurred()) return;
    PyObject *kind = error->code == EPI_LIBRARY ? PyExc_ImportError : PyExc_ValueError;
    if (error->row >= 0)
        PyErr_Format(kind, "text %lld: %s", (long long)error->row, error->message);
    else
        PyErr_SetString(kind, error->message);
}

// A handle, or for a table a dict of its columns.
static PyObject *result(epi_object *object) {
    PyObject *handle = make_handle(object);
    int64_t count = handle ? epi_table_count(object) : -1;
    if (count < 0) return handle;
    PyObject *columns = PyDict_New();
    for (int64_t i = 0; columns && i < count; i++) {
        allocfunc allocate = (allocfunc)PyType_GetSlot(ColumnType, Py_tp_alloc);
        Column *column = (Column *)allocate(ColumnType, 0);
        if (column) {
            column->table = handle;
            Py_INCREF(handle);
            epi_table_column(object, i, &column->column);
        }
        if (!column || PyDict_SetItemString(columns, column->column.name, (PyObject *)column) < 0) {
            Py_CLEAR(columns);
        }
        Py_XDECREF(column);
    }
    Py_DECREF(handle);
    return columns;
}

PyDoc_STRVAR(call_doc,
    "call(name, handle=None, texts=None, options=None, threads=0, progress=None)\n--\n\n"
    "Calls a function of Epitome's C interface without the interpreter's lock.\n\n"
    "Returns a Handle, or for a table a dict of Columns.");

static PyObject *call(PyObject *module, PyObject *arguments, PyObject *keywords) {
    static char *names[] = {"name", "handle", "texts", "options", "threads", "progress", NULL};
    const char *name, *options = NULL;
    PyObject *handle = Py_None, *texts = Py_None, *progress = Py_None;
    int threads = 0;
    if (!PyArg_ParseTupleAndKeywords(arguments, keywords, "s|OOziO", names, &name, &handle, &texts, &options, &threads,
                                     &progress))
        return NULL;
    function found = NULL;
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (!strcmp(functions[i].name, name)) found = functions[i].call;
    if (!found) return PyErr_Format(PyExc_ValueError, "there is no function %s", name);
    if (handle != Py_None && !PyObject_TypeCheck(handle, HandleType))
        return PyErr_Format(PyExc_TypeError, "the handle is none");
    epi_text bytes;
    const epi_text *start = NULL;
    int64_t count = 0;
    if (PyBytes_Check(texts)) {
        bytes = (epi_text){PyBytes_AsString(texts), PyBytes_Size(texts)};
        start = &bytes, count = 1;
    } else if (texts != Py_None) {
        if (!PyObject_TypeCheck(texts, TextsType)) return PyErr_Format(PyExc_TypeError, "Texts are needed");
        start = ((Texts *)texts)->texts, count = ((Texts *)texts)->count;
    }
    Progress context = {NULL, progress == Py_None ? NULL : progress};
    epi_call settings = {.size = sizeof settings, .options = options, .threads = threads, .progress = advance, .context = &context};
    epi_error error = {0};
    const epi_object *object = handle == Py_None ? NULL : ((Handle *)handle)->object;
    context.thread = PyEval_SaveThread();
    epi_object *made = found(object, start, count, &settings, &error);
    PyEval_RestoreThread(context.thread);
    if (!made) {
        raise_error(&error);
        return NULL;
    }
    if (PyErr_Occurred()) {
        epi_release(made);
        return NULL;
    }
    return result(made);
}

PyDoc_STRVAR(weigh_doc,
    "weigh(rows, columns, indptr, indices, values, types, idf, sublinear, norm, threads)\n--\n\n"
    "Weighs the counts of a sparse matrix in place; addresses are integers, types are those of indptr, indices, values.");

static PyObject *weigh(PyObject *module, PyObject *arguments) {
    unsigned long long indptr, indices, values, idf;
    long long rows, columns;
    int indptr_type, indices_type, values_type, sublinear, norm, threads;
    if (!PyArg_ParseTuple(arguments, "LLKKK(iii)Kiii", &rows, &columns, &indptr, &indices, &values, &indptr_type, &indices_type,
                          &values_type, &idf, &sublinear, &norm, &threads))
        return NULL;
    epi_matrix matrix = {rows, columns, (const void *)(uintptr_t)indptr, (const void *)(uintptr_t)indices,
                         (void *)(uintptr_t)values, indptr_type, indices_type, values_type};
    epi_call settings = {.size = sizeof settings, .threads = threads};
    epi_error error = {0};
    PyThreadState *thread = PyEval_SaveThread();
    int32_t code = epi_weigh(&matrix, (const void *)(uintptr_t)idf, sublinear, norm, &settings, &error);
    PyEval_RestoreThread(thread);
    if (code != EPI_OK) {
        raise_error(&error);
        return NULL;
    }
    Py_RETURN_NONE;
}

// MARK: The module

static PyMethodDef methods[] = {
    {"call", (PyCFunction)(void (*)(void))call, METH_VARARGS | METH_KEYWORDS, call_doc},
    {"weigh", weigh, METH_VARARGS, weigh_doc},
    {NULL},
};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_epitome", "Epitome's C interface.", -1, methods};

static PyTypeObject *add_type(PyObject *module, const char *name, PyType_Spec *spec) {
    PyObject *type = PyType_FromSpec(spec);
    if (!type) return NULL;
    Py_INCREF(type);
    if (PyModule_AddObject(module, name, type) < 0) {
        Py_DECREF(type);
        return NULL;
    }
    return (PyTypeObject *)type;
}

PyMODINIT_FUNC PyInit__epitome(void) {
    if (epi_abi_version() != EPITOME_ABI) {
        PyErr_SetString(PyExc_ImportError, "the library has another version of the interface");
        return NULL;
    }
    PyObject *module = PyModule_Create(&definition);
    if (!module) return NULL;
    TextsType = add_type(module, "Texts", &Texts_spec);
    HandleType = add_type(module, "Handle", &Handle_spec);
    ColumnType = add_type(module, "Column", &Column_spec);
    if (!TextsType || !HandleType || !ColumnType) {
        Py_DECREF(module);
        return NULL;
    }
    return module;
}
