package io.quarkiverse.codex.sessions;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;

/** Pools of connections, as an application has them. */
final class Databases {

    private static final List<AgroalDataSource> OPEN = new CopyOnWriteArrayList<>();

    private Databases() {
    }

    static DataSource pool(String url, String user) {
        try {
            AgroalDataSource pool = AgroalDataSource
                    .from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(configuration -> configuration
                            .maxSize(4).acquisitionTimeout(Duration.ofSeconds(60)).connectionFactoryConfiguration(
                                    factory -> factory.jdbcUrl(url).principal(new NamePrincipal(user))
                                            .credential(new SimplePassword("")))));
            OPEN.add(pool);
            return pool;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Closes all of them: a server has only so many connections. */
    static void closeAll() {
        OPEN.forEach(AgroalDataSource::close);
        OPEN.clear();
    }
}
