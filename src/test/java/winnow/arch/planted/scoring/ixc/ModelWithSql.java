package winnow.arch.planted.scoring.ixc;

import java.sql.Connection;

/** A model that knows SQL. */
public record ModelWithSql(Connection connection) {}
