package io.quarkiverse.codex.runtime.tool;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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
import java.util.Currency;
import java.util.Date;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Says to a model, which knows nothing of Java, what values of a type look like.
 */
final class ExpectedValues {

    private static final String BYTE = range(Byte.MIN_VALUE, Byte.MAX_VALUE);
    private static final String SHORT = range(Short.MIN_VALUE, Short.MAX_VALUE);
    private static final String INT = range(Integer.MIN_VALUE, Integer.MAX_VALUE);
    private static final String LONG = range(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final String NUMBER = "number";
    private static final String MOMENT = "date and time with offset such as 2026-02-28T10:00:00Z";
    private static final String ZONE = "time zone such as Europe/Paris";
    private static final String PATH = "path of a file";

    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(byte.class, BYTE), Map.entry(Byte.class, BYTE),
            Map.entry(short.class, SHORT), Map.entry(Short.class, SHORT),
            Map.entry(int.class, INT), Map.entry(Integer.class, INT), Map.entry(AtomicInteger.class, INT),
            Map.entry(OptionalInt.class, INT),
            Map.entry(long.class, LONG), Map.entry(Long.class, LONG), Map.entry(AtomicLong.class, LONG),
            Map.entry(OptionalLong.class, LONG),
            Map.entry(BigInteger.class, "whole number"), Map.entry(BigDecimal.class, NUMBER), Map.entry(Number.class, NUMBER),
            Map.entry(float.class, NUMBER), Map.entry(Float.class, NUMBER),
            Map.entry(double.class, NUMBER), Map.entry(Double.class, NUMBER),
            Map.entry(char.class, "one character"), Map.entry(Character.class, "one character"),
            Map.entry(byte[].class, "bytes in Base64"),
            Map.entry(Path.class, PATH), Map.entry(File.class, PATH),
            Map.entry(ZoneId.class, ZONE), Map.entry(TimeZone.class, ZONE),
            Map.entry(ZoneOffset.class, "offset from UTC such as +02:00"),
            Map.entry(UUID.class, "UUID"),
            Map.entry(LocalDate.class, "date such as 2026-02-28"),
            Map.entry(LocalDateTime.class, "date and time such as 2026-02-28T10:00:00"),
            Map.entry(Instant.class, MOMENT), Map.entry(OffsetDateTime.class, MOMENT), Map.entry(ZonedDateTime.class, MOMENT),
            Map.entry(Date.class, MOMENT), Map.entry(Calendar.class, MOMENT),
            Map.entry(LocalTime.class, "time such as 10:00:00"),
            Map.entry(OffsetTime.class, "time with offset such as 10:00:00Z"),
            Map.entry(Duration.class, "duration such as P2DT3H30M"),
            Map.entry(Period.class, "period such as P1Y2M3D"),
            Map.entry(Year.class, "year such as 2026"),
            Map.entry(YearMonth.class, "month such as 2026-02"),
            Map.entry(MonthDay.class, "day of a year such as --02-28"),
            Map.entry(URI.class, "URI"), Map.entry(URL.class, "URL such as https://example.org"),
            Map.entry(InetAddress.class, "address of a host"),
            Map.entry(Currency.class, "currency such as EUR"),
            Map.entry(Charset.class, "character set such as UTF-8"),
            Map.entry(Pattern.class, "regular expression"));

    private ExpectedValues() {
    }

    /**
     * Returns what is expected, or {@code null} if the type, which may be {@code null}, is not one of the JDK's simple ones.
     */
    static String inWords(Class<?> type) {
        return type == null ? null : WORDS.get(type);
    }

    private static String range(long least, long most) {
        return "whole number from " + least + " to " + most;
    }
}
