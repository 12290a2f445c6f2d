package winnow.arch.planted.app.service;

/** A thread of one's own. */
public final class OwnThread extends Thread {}
