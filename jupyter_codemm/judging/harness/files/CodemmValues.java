package codemm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON into native values of portable types, results into canonical JSON. */
final class CodemmValues {
    private static final int MAX_DEPTH = 100;
    private static final List<Object> ANY = List.of("any");
    // In JSON all of them are lists: only here can one be told from what is declared.
    private static final List<Object> LISTS = List.of("list", "tuple", "set");
    private static final List<Object> UNORDERED = List.of("set", "map");
    private static final List<Object> SETS = List.of("set", "any");

    /** The result is larger than the judge takes. */
    static final class Overflow extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final StringBuilder out = new StringBuilder();
    private final int cap;

    private CodemmValues(int cap) {
        this.cap = cap;
    }

    static Object[] natives(Object trees, Object args) {
        List<?> types = (List<?>) trees;
        List<?> values = (List<?>) args;
        Object[] natives = new Object[types.size()];
        for (int i = 0; i < natives.length; i++) {
            natives[i] = read((List<?>) types.get(i), values.get(i));
        }
        return natives;
    }

    private static Object read(List<?> type, Object value) {
        if (value == null) {
            return null;
        }
        switch ((String) type.get(0)) {
            case "int":
                return ((Number) value).intValue();
            case "float":
                return value instanceof String
                        ? Double.valueOf((String) value)
                        : (Object) ((Number) value).doubleValue();
            case "optional":
                return read((List<?>) type.get(1), value);
            case "list":
            case "tuple":
                return list(type, (List<?>) value);
            case "set":
                return new HashSet<>(list(type, (List<?>) value));
            case "map":
                return map(type, (List<?>) value);
            case "record":
                return record(type, (Map<?, ?>) value);
            default:
                return value;
        }
    }

    private static List<Object> list(List<?> type, List<?> values) {
        List<Object> items = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            items.add(read(itemType(type, i), values.get(i)));
        }
        return items;
    }

    private static Map<Object, Object> map(List<?> type, List<?> pairs) {
        Map<Object, Object> map = new HashMap<>();
        for (Object pair : pairs) {
            List<?> entry = (List<?>) pair;
            map.put(
                    read((List<?>) type.get(1), entry.get(0)),
                    read((List<?>) type.get(2), entry.get(1)));
        }
        return map;
    }

    private static Map<String, Object> record(List<?> type, Map<?, ?> fields) {
        Map<String, Object> record = new LinkedHashMap<>();
        for (Object field : type.subList(1, type.size())) {
            String name = (String) ((List<?>) field).get(0);
            record.put(name, read((List<?>) ((List<?>) field).get(1), fields.get(name)));
        }
        return record;
    }

    private static List<?> itemType(List<?> type, int index) {
        String name = (String) type.get(0);
        if (name.equals("list") || name.equals("set")) {
            return (List<?>) type.get(1);
        }
        return name.equals("tuple") && index + 1 < type.size()
                ? (List<?>) type.get(index + 1)
                : ANY;
    }

    /** Returns a result as JSON text; throws {@link Overflow} when it is too large. */
    static String write(Object type, Object value, int cap) {
        CodemmValues values = new CodemmValues(cap);
        values.value((List<?>) type, value, 0);
        return values.out.toString();
    }

    static String text(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 127) {
                out.append(c);
            } else {
                out.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append("0123456789abcdef".charAt(c >> shift & 15));
                }
            }
        }
        return out.append('"').toString();
    }

    private void add(String text) {
        if (out.length() + text.length() > cap) {
            throw new Overflow();
        }
        out.append(text);
    }

    private void value(List<?> declared, Object value, int depth) {
        List<?> type = declared;
        while (type.get(0).equals("optional")) {
            type = (List<?>) type.get(1);
        }
        if (depth > MAX_DEPTH) {
            throw new IllegalStateException("the result is nested too deeply");
        }
        if (value == null || value instanceof Boolean || isInteger(value)) {
            add(String.valueOf(value));
        } else if (value instanceof Double || value instanceof Float) {
            add(real(((Number) value).doubleValue()));
        } else if (isText(value) && !type.get(0).equals("float")) {
            add(text(value.toString()));
        } else if (value instanceof Map && !LISTS.contains(type.get(0))) {
            map(type, (Map<?, ?>) value, depth);
        } else if (value instanceof List && !UNORDERED.contains(type.get(0))
                || value instanceof Set && SETS.contains(type.get(0))) {
            items(type, (Iterable<?>) value, depth);
        } else {
            add("{\"$unfit\":" + text(value.getClass().getName()) + "}");
        }
    }

    private static boolean isText(Object value) {
        return value instanceof String || value instanceof Character;
    }

    private static boolean isInteger(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte;
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return "\"NaN\"";
        }
        return Double.isInfinite(value)
                ? (value > 0 ? "\"Infinity\"" : "\"-Infinity\"")
                : Double.toString(value);
    }

    private void items(List<?> type, Iterable<?> items, int depth) {
        add("[");
        int index = 0;
        for (Object item : items) {
            add(index > 0 ? "," : "");
            value(itemType(type, index++), item, depth + 1);
        }
        add("]");
    }

    private void map(List<?> type, Map<?, ?> map, int depth) {
        boolean record = type.get(0).equals("record");
        boolean typed = type.get(0).equals("map");
        add(record ? "{" : "[");
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            add(first ? "" : ",");
            first = false;
            if (record) {
                String name = String.valueOf(entry.getKey());
                add(text(name) + ":");
                value(fieldType(type, name), entry.getValue(), depth + 1);
            } else {
                add("[");
                value(typed ? (List<?>) type.get(1) : ANY, entry.getKey(), depth + 1);
                add(",");
                value(typed ? (List<?>) type.get(2) : ANY, entry.getValue(), depth + 1);
                add("]");
            }
        }
        add(record ? "}" : "]");
    }

    private static List<?> fieldType(List<?> type, String name) {
        for (Object field : type.subList(1, type.size())) {
            if (((List<?>) field).get(0).equals(name)) {
                return (List<?>) ((List<?>) field).get(1);
            }
        }
        return ANY;
    }
}
