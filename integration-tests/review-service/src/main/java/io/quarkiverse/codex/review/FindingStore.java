package io.quarkiverse.codex.review;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;

/**
 * Keeps findings by the source they are of, from one review to the next.
 */
@ApplicationScoped
class FindingStore {

    private final AgroalDataSource dataSource;

    FindingStore(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    void createTable(@Observes StartupEvent starting) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table if not exists finding (
                        id bigint generated always as identity primary key,
                        source varchar not null,
                        file varchar not null,
                        line integer not null,
                        severity varchar not null,
                        what varchar not null,
                        mended boolean default false not null)
                    """);
        }
    }

    /** All or none. */
    @Transactional
    void add(String source, List<Finding> findings) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection
                        .prepareStatement("insert into finding (source, file, line, severity, what) values (?, ?, ?, ?, ?)")) {
            for (Finding finding : findings) {
                insert.setString(1, source);
                insert.setString(2, finding.file());
                insert.setInt(3, finding.line());
                insert.setString(4, finding.severity().name());
                insert.setString(5, finding.what());
                insert.executeUpdate();
            }
        }
    }

    List<KnownFinding> known(String source, String file) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement("select id, file, line, severity, what from finding"
                        + " where source = ? and file = ? and not mended order by line, id")) {
            select.setString(1, source);
            select.setString(2, file);
            List<KnownFinding> known = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(new KnownFinding(row.getLong("id"), new Finding(row.getString("file"), row.getInt("line"),
                            Severity.valueOf(row.getString("severity")), row.getString("what"))));
                }
            }
            return known;
        }
    }

    /**
     * @return whether there was such a finding
     */
    @Transactional
    boolean markMended(String source, long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection
                        .prepareStatement("update finding set mended = true where source = ? and id = ? and not mended")) {
            update.setString(1, source);
            update.setLong(2, id);
            return update.executeUpdate() == 1;
        }
    }
}
