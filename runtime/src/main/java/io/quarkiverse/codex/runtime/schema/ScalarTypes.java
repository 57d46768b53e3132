package io.quarkiverse.codex.runtime.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The JDK's value types and how they look in JSON when read by Jackson as Quarkus configures it.
 * <p>
 * The formats {@code date-time} and {@code time} are RFC 3339's and demand an offset, which the local types refuse: those, and
 * what has no format, are told by a pattern.
 */
final class ScalarTypes {

    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,9})?)?";
    private static final String DATE = "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])";

    private static final Map<Class<?>, Template> TEMPLATES = Map.ofEntries(
            type("boolean", boolean.class), type("boolean", Boolean.class), type("boolean", AtomicBoolean.class),
            type("integer", byte.class), type("integer", Byte.class),
            type("integer", short.class), type("integer", Short.class),
            type("integer", int.class), type("integer", Integer.class), type("integer", AtomicInteger.class),
            type("integer", long.class), type("integer", Long.class), type("integer", AtomicLong.class),
            type("integer", BigInteger.class),
            type("number", float.class), type("number", Float.class),
            type("number", double.class), type("number", Double.class),
            type("number", BigDecimal.class), type("number", Number.class),
            type("string", String.class), type("string", CharSequence.class), type("string", char[].class),
            type("string", Path.class), type("string", ZoneId.class),
            pattern("^[\\s\\S]$", char.class), pattern("^[\\s\\S]$", Character.class),
            pattern("^[A-Za-z0-9+/]*={0,2}$", byte[].class),
            pattern("^([+-]\\d{2}:\\d{2}(:\\d{2})?|Z)$", ZoneOffset.class),
            format("uuid", UUID.class),
            format("date", LocalDate.class),
            format("date-time", Instant.class), format("date-time", OffsetDateTime.class),
            format("date-time", ZonedDateTime.class), format("date-time", Date.class), format("date-time", Calendar.class),
            format("time", OffsetTime.class),
            format("duration", Duration.class), format("duration", Period.class),
            pattern("^" + DATE + "T" + TIME + "$", LocalDateTime.class),
            pattern("^" + TIME + "$", LocalTime.class),
            pattern("^\\d{4}$", Year.class),
            pattern("^\\d{4}-(0[1-9]|1[0-2])$", YearMonth.class),
            pattern("^--(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$", MonthDay.class));

    private record Template(String type, String keyword, String value) {
    }

    private ScalarTypes() {
    }

    /**
     * Returns a new scalar for a value type, or {@code null} if the class is none.
     */
    static Shape.Scalar of(Class<?> type, Dialect dialect) {
        Template template = TEMPLATES.get(type);
        if (template == null) {
            return null;
        }
        ObjectNode keywords = JsonNodeFactory.instance.objectNode().put("type", template.type());
        if (template.keyword() != null) {
            keywords.put(template.keyword(), template.value());
        }
        if (dialect == Dialect.ARGUMENTS) {
            NumberRanges.apply(keywords, type);
        }
        return new Shape.Scalar(keywords);
    }

    /**
     * Tells whether {@code @JsonFormat(pattern = …)} changes how the type is written.
     */
    static boolean isTemporal(Class<?> type) {
        return type != DayOfWeek.class && type != Month.class
                && (type.getName().startsWith("java.time.") || Date.class == type || Calendar.class == type);
    }

    private static Map.Entry<Class<?>, Template> type(String name, Class<?> type) {
        return Map.entry(type, new Template(name, null, null));
    }

    private static Map.Entry<Class<?>, Template> format(String format, Class<?> type) {
        return Map.entry(type, new Template("string", "format", format));
    }

    private static Map.Entry<Class<?>, Template> pattern(String pattern, Class<?> type) {
        return Map.entry(type, new Template("string", "pattern", pattern));
    }
}
