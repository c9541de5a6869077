/* The theme would keep small choices in the browser through these four. Here they keep nothing. */
self.__md_scope = new URL('/', location);
self.__md_hash = () => 0;
self.__md_get = () => null;
self.__md_set = () => {};
