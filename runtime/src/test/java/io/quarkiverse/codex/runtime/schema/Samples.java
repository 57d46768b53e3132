package io.quarkiverse.codex.runtime.schema;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.OptBoolean;

/** Types as an application declares them. */
final class Samples {

    private Samples() {
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Nullable {
    }

    enum Severity {
        LOW,
        @JsonProperty("very-high")
        HIGH
    }

    enum Grade {
        GOOD("g"),
        BAD("b");

        private final String code;

        Grade(String code) {
            this.code = code;
        }

        @JsonValue
        String code() {
            return code;
        }
    }

    @JsonClassDescription("A defect in the code")
    record Finding(@JsonPropertyDescription("Path of the file") String file, @JsonProperty("line_number") int line,
            Severity severity, Grade grade, @Nullable String advice, Optional<Severity> before,
            @JsonProperty(isRequired = OptBoolean.FALSE) BigDecimal cost) {
    }

    record Report(String title, List<Finding> findings, Set<String> tags, double[] scores, Map<String, Finding> byName,
            Map<Severity, List<Integer>> lines, Map<Integer, Map<UUID, Boolean>> nested) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Report report && Objects.equals(title, report.title)
                    && Objects.equals(findings, report.findings) && Objects.equals(tags, report.tags)
                    && Arrays.equals(scores, report.scores) && Objects.equals(byName, report.byName)
                    && Objects.equals(lines, report.lines) && Objects.equals(nested, report.nested);
        }

        @Override
        public int hashCode() {
            return Objects.hash(title, findings, tags, byName, lines, nested);
        }
    }

    record Scalars(boolean flag, Byte tiny, short small, Integer medium, long large, BigInteger huge, float single,
            Double twice, BigDecimal exact, char letter, String text, byte[] bytes, UUID id, URI uri, Locale locale) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Scalars scalars && toString().replaceAll("bytes=[^,]*", "")
                    .equals(scalars.toString().replaceAll("bytes=[^,]*", ""))
                    && Arrays.equals(bytes, scalars.bytes);
        }

        @Override
        public int hashCode() {
            return id.hashCode();
        }
    }

    record Times(LocalDate date, LocalDateTime dateTime, LocalTime time, Instant instant, OffsetDateTime offset,
            ZonedDateTime zoned, OffsetTime offsetTime, @JsonFormat(shape = JsonFormat.Shape.STRING) Duration duration,
            Period period, Year year, YearMonth month, MonthDay birthday, ZoneId zone, ZoneOffset shift,
            @JsonFormat(pattern = "dd.MM.yyyy") LocalDate german) {
    }

    record Optionals(Optional<String> text, OptionalInt number, OptionalLong big, OptionalDouble real,
            Optional<Inner> inner, List<Optional<String>> list, Optional<List<String>> maybeList) {
    }

    record Inner(int value) {
    }

    record Tree(String name, List<Tree> children, @Nullable Tree parent, Map<String, Tree> links) {
    }

    record Forest(@JsonPropertyDescription("The oldest") Tree oldest, @JsonPropertyDescription("The next") Tree next,
            Page<Inner> inners, Page<String> texts) {
    }

    record Page<T>(List<T> items, T first) {
    }

    static class Bean {

        private String zebra;
        private int apple;
        @JsonIgnore
        public Object hidden;

        public String getZebra() {
            return zebra;
        }

        public void setZebra(String zebra) {
            this.zebra = zebra;
        }

        public int getApple() {
            return apple;
        }

        public void setApple(int apple) {
            this.apple = apple;
        }

        public String getComputed() {
            return zebra + apple;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bean bean && Objects.equals(zebra, bean.zebra) && apple == bean.apple;
        }

        @Override
        public int hashCode() {
            return apple;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({ @JsonSubTypes.Type(Circle.class), @JsonSubTypes.Type(Group.class) })
    sealed interface Figure permits Circle, Group {
    }

    @JsonTypeName("circle")
    record Circle(double radius) implements Figure {
    }

    @JsonTypeName("group")
    record Group(List<Figure> members, Map<String, Figure> named) implements Figure {
    }

    record Drawing(Figure figure, @Nullable Figure background, Circle frame) {
    }

    record Money(@JsonValue String text) {
    }

    static Finding finding() {
        return new Finding("A.java", 3, Severity.HIGH, Grade.BAD, null, Optional.of(Severity.LOW), new BigDecimal("1.50"));
    }

    static Report report() {
        return new Report("t", List.of(finding()), Set.of("x"), new double[] { 1.5, 2 }, Map.of("a/b", finding()),
                Map.of(Severity.HIGH, List.of(1, 2)), Map.of(7, Map.of(new UUID(1, 2), true)));
    }

    static Scalars scalars() {
        return new Scalars(true, (byte) 1, (short) 2, 3, Long.MAX_VALUE, BigInteger.TEN.pow(30), 1.5f, 2.25,
                new BigDecimal("0.10"), 'ä', "x", new byte[] { 1, 2 }, new UUID(3, 4), URI.create("https://example.org/x"),
                Locale.GERMANY);
    }

    static Times times() {
        Instant instant = Instant.parse("2026-03-04T05:06:07.123Z");
        return new Times(LocalDate.of(2026, 3, 4), LocalDateTime.of(2026, 3, 4, 5, 6), LocalTime.of(5, 6, 7), instant,
                instant.atOffset(ZoneOffset.UTC), instant.atZone(ZoneOffset.UTC), OffsetTime.parse("05:06:07+02:00"),
                Duration.ofMinutes(90), Period.of(1, 2, 3), Year.of(2026), YearMonth.of(2026, 3), MonthDay.of(3, 4),
                ZoneId.of("Europe/Berlin"), ZoneOffset.ofHours(2), LocalDate.of(2026, 3, 4));
    }

    static Optionals optionals(boolean full) {
        return full ? new Optionals(Optional.of("x"), OptionalInt.of(1), OptionalLong.of(2), OptionalDouble.of(1.5),
                Optional.of(new Inner(1)), List.of(Optional.of("y"), Optional.empty()), Optional.of(List.of("z")))
                : new Optionals(Optional.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.empty(),
                        Optional.empty(), List.of(), Optional.empty());
    }

    static Tree tree() {
        Tree leaf = new Tree("leaf", List.of(), null, Map.of());
        return new Tree("root", List.of(leaf), leaf, Map.of("first", leaf));
    }

    static Forest forest() {
        return new Forest(tree(), tree(), new Page<>(List.of(new Inner(1)), new Inner(2)), new Page<>(List.of("a"), "b"));
    }

    static Bean bean() {
        Bean bean = new Bean();
        bean.setApple(1);
        bean.setZebra("z");
        return bean;
    }

    static Drawing drawing() {
        Circle circle = new Circle(1.5);
        return new Drawing(new Group(List.of(circle), Map.of("c", circle)), null, circle);
    }
}
